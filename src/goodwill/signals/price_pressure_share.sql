/*
code           = "M10"
family         = "price"
unit           = "share"
grain          = "commercial message of theirs"
reduce         = "share"
reads          = ["strongest_act"]
definition     = """Messages of theirs that press on the price or ask for a discount, over their
commercial messages (money, price, discount, tender, rival, request, decision). A message
weighs as much as it is likely to be commercial, and presses by how much likelier than not it
does: of something so rare, even odds say nothing."""
exposure       = "commercial messages of theirs"
source         = "mail"
limits         = "A routine yearly round and a first sign count alike; the dates tell them apart."
prior_mean     = 0.1
prior_strength = 8
*/
with commercial as (
    select
        message_key, account_id, message_id, sent_on, ours, theirs,
        max(probability) as weight,
        max(
            case
                when act in ('price_pressure', 'discount')
                    then greatest(2.0 * probability - 1.0, 0.0)
                else 0.0
            end
        ) as pressure
    from strongest_act
    where side = 'theirs'
        and act in (
            'money_talk', 'price_pressure', 'discount', 'tender', 'rival', 'request', 'decision'
        )
    group by message_key, account_id, message_id, sent_on, ours, theirs
),
pressing as (
    select
        message_key, quote,
        row_number() over (
            partition by message_key order by probability desc, act, quote
        ) as place
    from strongest_act
    where side = 'theirs' and act in ('price_pressure', 'discount')
)
select
    commercial.account_id,
    'message' as source,
    commercial.message_id as ref,
    commercial.sent_on as on_day,
    commercial.pressure / commercial.weight as value,
    commercial.weight,
    commercial.ours,
    commercial.theirs,
    pressing.quote
from commercial
left join pressing
    on pressing.message_key = commercial.message_key and pressing.place = 1
where commercial.weight > 0.0
