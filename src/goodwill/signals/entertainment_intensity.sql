/*
code           = "M03"
family         = "money"
unit           = "ratio"
grain          = "expense; invoice"
reduce         = "ratio"
reads          = ["expense", "invoice"]
definition     = """Entertainment and gift expenses over the gross margin of what was invoiced. An invoice without
a cost counts with its whole amount."""
exposure       = "invoices"
source         = "expenses, invoices"
limits         = "Amounts are taken as they stand: an account billed in several currencies is not converted."
prior_mean     = 0.01
prior_strength = 2
*/
select
    account_id, 'expense' as source, expense_id as ref, spent_on as on_day,
    cast(amount as double) as value, 0.0 as weight,
    person as ours, cast(null as varchar) as theirs, cast(null as varchar) as quote
from expense
where category in ('entertainment', 'gift')
union all
select
    account_id, 'invoice' as source, invoice_id as ref, issued_on as on_day,
    0.0 as value, cast(amount as double) - coalesce(cast(cost as double), 0.0) as weight,
    cast(null as varchar) as ours, cast(null as varchar) as theirs,
    cast(null as varchar) as quote
from invoice
