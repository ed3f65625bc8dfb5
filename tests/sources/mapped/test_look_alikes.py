"""Exports that look like a known one and are another: no mapping may take them for its own."""

import io

import pytest

from goodwill.sources.mapped.shelf import Shelf

OTHERS = {
    # what it is: its header
    "leads of Zoho CRM": (
        "Record Id,Lead Owner.id,Lead Owner,Company,First Name,Last Name,Email,Lead Status"
    ),
    "tickets of HubSpot": "Ticket ID,Ticket name,Ticket status,Create date,Company name",
    "leads of Pipedrive": "Lead - ID,Lead - Title,Lead - Owner,Lead - Organization,Lead - Value",
    "activities of Pipedrive": "Activity - ID,Activity - Subject,Activity - Done",
    "leads of Salesforce": (
        '"Lead Owner","First Name","Last Name","Title","Company / Account","Email","Lead Source"'
    ),
    "the stages that opportunities of Salesforce went through": (
        "Opportunity ID,Opportunity Name,Account Name,Amount,Stage,Close Date,Closed,Won,"
        "From Stage,To Stage,Last Modified"
    ),
    "the changes of fields of Salesforce": (
        "Opportunity Name,Account Name,Stage,Close Date,Edit Date,Field / Event,Old Value,New Value"
    ),
    "the same as records": "ID,OPPORTUNITYID,CREATEDBYID,CREATEDDATE,FIELD,OLDVALUE,NEWVALUE",
    "stages as records of Salesforce": (
        "ID,OPPORTUNITYID,CREATEDBYID,CREATEDDATE,STAGENAME,AMOUNT,EXPECTEDREVENUE,CLOSEDATE"
    ),
    "the stages that deals of HubSpot went through": (
        "Deal ID,Deal Name,Deal Stage,Date entered stage,Date exited stage,Associated Company"
    ),
    "leads of Dynamics": (
        '"(Do Not Modify) Lead","(Do Not Modify) Row Checksum","(Do Not Modify) Modified On",'
        '"Name","Topic","Status Reason","Email"'
    ),
    "issues of a Jira project without organisations": (
        "Summary,Issue key,Issue id,Issue Type,Status,Project key,Reporter,Created,Resolved"
    ),
    "users of Zendesk": "Id,Name,Email,Organization,Role,Created at",
    "companies of Freshdesk": "Company Name,Description,Note,Domains,Health score,Account tier",
    "a list that somebody keeps": "Name,Owner,Stage,Amount,Close Date",
}


@pytest.mark.parametrize("header", OTHERS.values(), ids=OTHERS)
def test_an_export_that_only_looks_like_a_known_one_is_nobodys(header: str) -> None:
    row = "\n" + ",".join("1" for _ in header.split(",")) + "\n"
    with io.BytesIO((header + row).encode()) as stream:
        found = Shelf().for_csv("export.csv", stream.read())

    assert found is None, found.name
