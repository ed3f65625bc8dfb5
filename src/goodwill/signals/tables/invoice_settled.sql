/*
grain = "One row per invoice with an agreed day: what was paid of it, when, and what is open."
reads = ["invoice_terms", "payment", "invoice"]
note  = """`paid_days` sums each payment times its days after the agreed day, so that a payment
that was sent back cancels itself. Credit notes that name the invoice lower what is owed.
An overpaid invoice is paid. Amounts stay decimal, so that a cent decides nothing wrongly."""
*/
with paid as (
    select
        invoice_terms.account_id, invoice_terms.invoice_id,
        sum(payment.amount) as paid,
        sum(
            case when payment.paid_on <= invoice_terms.agreed_due_on then payment.amount else 0 end
        ) as paid_in_time,
        sum(
            cast(payment.amount as double)
            * date_diff('day', invoice_terms.agreed_due_on, payment.paid_on)
        ) as paid_days,
        max(payment.paid_on) as last_paid_on
    from invoice_terms
    join payment
        on payment.account_id = invoice_terms.account_id
        and payment.invoice_id = invoice_terms.invoice_id
    group by invoice_terms.account_id, invoice_terms.invoice_id
),
credited as (
    select
        account_id, credits_invoice_id as invoice_id,
        -sum(amount) as credited
    from invoice
    where amount < 0 and credits_invoice_id is not null
    group by account_id, credits_invoice_id
)
select
    invoice_terms.account_id, invoice_terms.invoice_id, invoice_terms.issued_on,
    invoice_terms.agreed_due_on,
    invoice_terms.amount - coalesce(credited.credited, 0) as owed,
    coalesce(paid.paid, 0) as paid,
    coalesce(paid.paid_in_time, 0) as paid_in_time,
    coalesce(paid.paid_days, 0.0) as paid_days,
    paid.last_paid_on,
    greatest(
        invoice_terms.amount - coalesce(credited.credited, 0) - coalesce(paid.paid, 0), 0
    ) as still_open
from invoice_terms
left join paid
    on paid.account_id = invoice_terms.account_id
    and paid.invoice_id = invoice_terms.invoice_id
left join credited
    on credited.account_id = invoice_terms.account_id
    and credited.invoice_id = invoice_terms.invoice_id
where invoice_terms.agreed_due_on is not null
    and invoice_terms.amount - coalesce(credited.credited, 0) > 0
