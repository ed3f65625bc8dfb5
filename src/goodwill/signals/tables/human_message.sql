/*
grain = "One row per human message and account: who of ours and who of theirs it is between."
reads = ["message", "message_person", "standing"]
note  = """Automatic, bulk and forged mail is left out here, and so from every signal. Where a
message goes to several people of the other side, the pair is its sender and the first of
them by role (To before Cc), then by id; there may be none. `standing` is how much a message
with the one of theirs weighs. `is_to_other` says that somebody of the other side is To.
`message_key` numbers the messages of this run, for joins."""
*/
with recipient as (
    select
        account_id, message_id, side, person_id, role,
        row_number() over (
            partition by account_id, message_id, side
            order by case role when 'to' then 0 when 'cc' then 1 else 2 end, person_id
        ) as place
    from message_person
    where role <> 'from'
),
pair as (
    select
        row_number() over (
            order by
                message.account_id, message.sent_at, message.message_id,
                message.sender, message.thread_id
        ) as message_key,
        message.account_id,
        message.message_id,
        message.thread_id,
        message.sent_at,
        message.sent_on,
        message.side,
        message.sender,
        message.to_count,
        message.utc_offset_minutes,
        recipient.role = 'to' as is_to_other,
        case when message.side = 'ours' then message.sender else recipient.person_id end as ours,
        case when message.side = 'theirs' then message.sender else recipient.person_id end
            as theirs
    from message
    left join recipient
        on recipient.account_id = message.account_id
        and recipient.message_id = message.message_id
        and recipient.side <> message.side
        and recipient.place = 1
    where message.is_human and message.is_authentic
)
select
    pair.message_key, pair.account_id, pair.message_id, pair.thread_id, pair.sent_at,
    pair.sent_on, pair.side, pair.sender, pair.to_count, pair.utc_offset_minutes,
    pair.ours, pair.theirs,
    coalesce(pair.is_to_other, false) as is_to_other,
    coalesce(standing.weight, 1.0) as standing
from pair
left join standing
    on standing.account_id = pair.account_id and standing.person_id = pair.theirs
