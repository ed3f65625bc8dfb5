/*
code           = "M19"
family         = "conduct"
unit           = "share"
grain          = "request or command of theirs"
reduce         = "share"
reads          = ["strongest_act"]
definition     = """Messages of theirs that command, over their messages that request or command. A
message weighs as much as it is likely to ask or order anything."""
exposure       = "messages of theirs that request or command"
source         = "mail"
limits         = "Directness differs by culture and language: compare within an account, not between."
prior_mean     = 0.1
prior_strength = 8
*/
with asking as (
    select
        message_key, account_id, message_id, sent_on, ours, theirs,
        max(probability) as weight,
        max(case when act = 'command' then probability else 0.0 end) as command,
        max(case when act = 'command' then quote end) as quote
    from strongest_act
    where side = 'theirs' and act in ('request', 'command')
    group by message_key, account_id, message_id, sent_on, ours, theirs
)
select
    account_id,
    'message' as source,
    message_id as ref,
    sent_on as on_day,
    command / weight as value,
    weight,
    ours,
    theirs,
    quote
from asking
where weight > 0.0
