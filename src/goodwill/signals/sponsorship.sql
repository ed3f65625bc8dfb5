/*
code           = "M25"
family         = "value"
unit           = "messages a month"
grain          = "human message of theirs; month of contact"
reduce         = "monthly_rate"
reads          = ["contact_month", "strongest_act"]
definition     = """Messages a month in which one of theirs spends own standing on us: recommends or defends us,
introduces us, stakes their name. A month with several such messages counts each, by how
much likelier than not it does so: of something so rare, even odds say nothing. Whoever brings us
together with somebody spends half of what a defence costs them."""
exposure       = "calendar months with human mail"
source         = "mail"
limits         = "What is said for us behind closed doors is not seen. How much somebody risks by a defence is not told."
prior_mean     = 0.05
prior_strength = 2
*/
with spent as (
    select
        account_id, message_key, message_id, sent_on, ours, theirs, quote,
        (2.0 * probability - 1.0) * case when act = 'introduction' then 0.5 else 1.0 end as value
    from strongest_act
    where
        act in ('sponsorship', 'referral', 'introduction')
        and side = 'theirs' and probability > 0.5
),
most as (
    select
        account_id, message_id, sent_on, ours, theirs, quote, value,
        row_number() over (partition by message_key order by value desc, quote) as place
    from spent
)
select
    account_id, 'message' as source, message_id as ref, sent_on as on_day,
    value, 0.0 as weight, ours, theirs, quote
from most
where place = 1
union all
select
    account_id, 'message' as source, message_id as ref, sent_on as on_day,
    0.0 as value, 1.0 as weight, ours, theirs, cast(null as varchar) as quote
from contact_month
