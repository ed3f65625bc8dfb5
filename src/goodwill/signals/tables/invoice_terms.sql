/*
grain = "One row per invoice: the day by which it was agreed to be paid."
reads = ["invoice", "agreement"]
note  = """The agreement in force on the day of issue, if it names payment days, else the
invoice's own due_on, else null. In force is the last signed of those not ended; of two
signed on one day the later id. Credit notes have no day of their own and are left out."""
*/
with candidate as (
    select
        invoice.account_id, invoice.invoice_id, agreement.payment_terms_days,
        row_number() over (
            partition by invoice.account_id, invoice.invoice_id
            order by agreement.signed_on desc, agreement.agreement_id desc
        ) as place
    from invoice
    join agreement
        on agreement.account_id = invoice.account_id
        and agreement.signed_on <= invoice.issued_on
        and (agreement.ends_on is null or agreement.ends_on >= invoice.issued_on)
)
select
    invoice.account_id, invoice.invoice_id, invoice.issued_on, invoice.amount,
    case
        when candidate.payment_terms_days is not null
            then invoice.issued_on + cast(candidate.payment_terms_days as integer)
        else invoice.due_on
    end as agreed_due_on
from invoice
left join candidate
    on candidate.account_id = invoice.account_id
    and candidate.invoice_id = invoice.invoice_id
    and candidate.place = 1
where invoice.amount > 0
