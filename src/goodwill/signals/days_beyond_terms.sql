/*
code           = "M15"
family         = "money"
unit           = "days"
grain          = "invoice"
reduce         = "weighted_mean"
reads          = ["invoice_settled", "invoice"]
definition     = """Days from the agreed day to the payment, averaged over invoices by their amount. Early payment
counts as negative; a part still open after its day counts as late up to the day asked about."""
exposure       = "invoices paid, or open after their day"
source         = "accounting system"
limits         = "A disputed invoice still counts as late. Currencies are weighed each within its own."
prior_mean     = 5.0
prior_strength = 0.5
prior_sd       = 20.0
*/
with dated as (
    select
        invoice_settled.account_id, invoice_settled.invoice_id,
        cast(invoice_settled.paid as double) as paid, invoice_settled.paid_days,
        case
            when invoice_settled.agreed_due_on < $as_of
                then cast(invoice_settled.still_open as double)
            else 0.0
        end as overdue,
        case
            when invoice_settled.agreed_due_on < $as_of and invoice_settled.still_open > 0
                then $as_of
            else invoice_settled.last_paid_on
        end as on_day,
        date_diff('day', invoice_settled.agreed_due_on, $as_of) as days_open,
        cast(invoice_settled.owed as double) / avg(cast(invoice_settled.owed as double)) over (
            partition by invoice_settled.account_id, invoice.currency
        ) as weight
    from invoice_settled
    join invoice
        on invoice.account_id = invoice_settled.account_id
        and invoice.invoice_id = invoice_settled.invoice_id
)
select
    account_id,
    'invoice' as source,
    invoice_id as ref,
    on_day,
    (paid_days + overdue * days_open) / (paid + overdue) as value,
    weight,
    cast(null as varchar) as ours,
    cast(null as varchar) as theirs,
    cast(null as varchar) as quote
from dated
where paid + overdue > 0.0 and on_day is not null
