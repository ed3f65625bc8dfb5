"""The properties that are read, by their tags ([MS-OXPROPS]); a name says what it holds.

Named properties have no tag of their own: each file says under which tag it keeps one (`names`).
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final
from uuid import UUID

__all__ = ["APPOINTMENT", "COMMON", "MEETING", "Named", "Tag", "Type"]


class Type(IntEnum):
    """What the bytes of a property are."""

    SHORT = 0x0002
    LONG = 0x0003
    BOOLEAN = 0x000B
    OBJECT = 0x000D
    STRING8 = 0x001E
    UNICODE = 0x001F
    TIME = 0x0040
    BINARY = 0x0102


class Tag(IntEnum):
    """Properties with tags of their own."""

    MESSAGE_CLASS = 0x001A
    SENSITIVITY = 0x0036
    SUBJECT = 0x0037
    SUBMITTED_AT = 0x0039
    REPRESENTED_SEARCH_KEY = 0x003B
    REPRESENTED_ENTRY = 0x0041
    REPRESENTED_NAME = 0x0042
    RECEIVED_BY_ADDRESS = 0x0076
    START = 0x0060
    END = 0x0061
    REPRESENTED_TYPE = 0x0064
    REPRESENTED_ADDRESS = 0x0065
    TRANSPORT_HEADERS = 0x007D
    RECIPIENT_TYPE = 0x0C15
    SENDER_ENTRY = 0x0C19
    SENDER_NAME = 0x0C1A
    SENDER_SEARCH_KEY = 0x0C1D
    SENDER_TYPE = 0x0C1E
    SENDER_ADDRESS = 0x0C1F
    DISPLAY_BCC = 0x0E02
    DISPLAY_CC = 0x0E03
    DISPLAY_TO = 0x0E04
    DELIVERED_AT = 0x0E06
    MESSAGE_FLAGS = 0x0E07
    NORMALISED_SUBJECT = 0x0E1D
    ENTRY = 0x0FFF
    BODY = 0x1000
    RTF = 0x1009
    HTML = 0x1013
    MESSAGE_ID = 0x1035
    REFERENCES = 0x1039
    IN_REPLY_TO = 0x1042
    DISPLAY_NAME = 0x3001
    ADDRESS_TYPE = 0x3002
    ADDRESS = 0x3003
    MODIFIED_AT = 0x3008
    SEARCH_KEY = 0x300B
    IPM_SUBTREE = 0x35E0
    ATTACHED = 0x3701
    SHORT_FILE_NAME = 0x3704
    ATTACH_METHOD = 0x3705
    FILE_NAME = 0x3707
    MIME_TYPE = 0x370E
    SMTP_ADDRESS = 0x39FE
    INTERNET_CODEPAGE = 0x3FDE
    MESSAGE_CODEPAGE = 0x3FFD
    SENDER_SMTP = 0x5D01
    REPRESENTED_SMTP = 0x5D02
    RECEIVED_BY_SMTP = 0x5D07
    RECIPIENT_ANSWER = 0x5FFF
    PASSWORD = 0x67FF


APPOINTMENT: Final = UUID("00062002-0000-0000-c000-000000000046")
MEETING: Final = UUID("6ed8da90-450b-101b-98da-00aa003f1305")
COMMON: Final = UUID("00062008-0000-0000-c000-000000000046")


class Named:
    """Properties that each file keeps under a tag of its choice: their set, and their number."""

    LOCATION = (APPOINTMENT, 0x8208)
    STARTS_AT = (APPOINTMENT, 0x820D)
    ENDS_AT = (APPOINTMENT, 0x820E)
    IS_ALL_DAY = (APPOINTMENT, 0x8215)
    RECURS = (APPOINTMENT, 0x8216)
    STATE = (APPOINTMENT, 0x8217)
    TIME_ZONE = (APPOINTMENT, 0x8233)
    COMMON_START = (COMMON, 0x8516)
    COMMON_END = (COMMON, 0x8517)
    GLOBAL_ID = (MEETING, 0x0003)
    CLEAN_GLOBAL_ID = (MEETING, 0x0023)
