/*
grain = "One row per human message and matter: how likely it speaks of it, and in which words."
reads = ["human_message", "strongest_act"]
note  = """A matter is one act, or a few that come to the same: a message that thanks and praises is one
that thanks. `probability` is that of the likeliest of them, 0 where none was seen."""
*/
with matter_of as (
    select
        message_key, act, probability, quote,
        case
            when act in ('personal', 'social_invitation') then 'personal'
            when act in ('thanks', 'praise') then 'thanks'
            when act in ('hostile', 'threat') then 'hostility'
            when act in ('rival', 'warning') then act
        end as matter
    from strongest_act
),
said as (
    select
        message_key, matter, probability, quote,
        row_number() over (
            partition by message_key, matter order by probability desc, act, quote
        ) as place
    from matter_of
    where matter is not null
),
matter as (
    select 'personal' as matter
    union all select 'thanks'
    union all select 'hostility'
    union all select 'rival'
    union all select 'warning'
)
select
    human_message.message_key, human_message.account_id, human_message.message_id,
    human_message.thread_id,
    human_message.sent_on,
    human_message.side, human_message.ours, human_message.theirs, human_message.standing,
    matter.matter,
    coalesce(said.probability, 0.0) as probability, said.quote
from human_message
cross join matter
left join said
    on said.message_key = human_message.message_key
    and said.matter = matter.matter
    and said.place = 1
