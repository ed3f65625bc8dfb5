/*
code           = "K6"
family         = "delivery"
unit           = "share"
grain          = "calendar month with mail or an invoice"
reduce         = "share"
reads          = ["contact_month", "invoice", "opportunity"]
definition     = """Months in which something was invoiced, over months with mail or an invoice: whether they order
all the time, or now and then. A month counts once; a credit note alone is no order, nor is what
was invoiced in the year after a call for bids: who asks for bids each time comes back for the bid.
It is, once a deal for which nobody else was asked was opened after the call."""
exposure       = "calendar months with mail or an invoice, where anything was ever invoiced"
source         = "accounting system, mail"
limits         = "What is billed once a year looks like one order, and a retainer like twelve."
prior_mean     = 0.5
prior_strength = 2
*/
with ordered as (
    select
        invoice.account_id, invoice.invoice_id, invoice.issued_on,
        max(case when opportunity.origin = 'rfp' then opportunity.opened_on end) as bid_on,
        max(
            case
                when opportunity.origin <> 'rfp' and opportunity.competitor_count = 0
                    then opportunity.opened_on
            end
        ) as other_on
    from invoice
    left join opportunity
        on opportunity.account_id = invoice.account_id
        and opportunity.origin <> 'renewal'
        and date_diff('day', opportunity.opened_on, invoice.issued_on) between 0 and 364
    where invoice.amount > 0
    group by invoice.account_id, invoice.invoice_id, invoice.issued_on
),
invoiced as (
    select
        account_id, date_trunc('month', issued_on) as in_month,
        min(issued_on) as on_day, min(invoice_id) as ref
    from ordered
    where bid_on is null or other_on > bid_on
    group by account_id, date_trunc('month', issued_on)
),
idle as (
    select
        contact_month.account_id, date_trunc('month', contact_month.sent_on) as in_month,
        min(contact_month.sent_on) as on_day, min(contact_month.message_id) as ref
    from contact_month
    left join invoiced
        on invoiced.account_id = contact_month.account_id
        and invoiced.in_month = date_trunc('month', contact_month.sent_on)
    where invoiced.in_month is null
        and exists (select 1 from invoice where invoice.account_id = contact_month.account_id)
    group by contact_month.account_id, date_trunc('month', contact_month.sent_on)
)
select
    account_id, 'invoice' as source, ref, on_day, 1.0 as value, 1.0 as weight,
    cast(null as varchar) as ours, cast(null as varchar) as theirs, cast(null as varchar) as quote
from invoiced
union all
select
    account_id, 'message' as source, ref, on_day, 0.0 as value, 1.0 as weight,
    cast(null as varchar) as ours, cast(null as varchar) as theirs, cast(null as varchar) as quote
from idle
