/*
code           = "M15"
family         = "money"
unit           = "share"
grain          = "invoice"
reduce         = "share"
reads          = ["invoice_settled"]
definition     = """Invoices not paid in full by the agreed day, over invoices whose agreed day has passed."""
exposure       = "invoices whose agreed day has passed"
source         = "accounting system"
limits         = "One day late is late: how late is days_beyond_terms."
prior_mean     = 0.3
prior_strength = 2
*/
select
    account_id,
    'invoice' as source,
    invoice_id as ref,
    agreed_due_on as on_day,
    case when paid_in_time >= owed then 0.0 else 1.0 end as value,
    1.0 as weight,
    cast(null as varchar) as ours,
    cast(null as varchar) as theirs,
    cast(null as varchar) as quote
from invoice_settled
where agreed_due_on < $as_of
