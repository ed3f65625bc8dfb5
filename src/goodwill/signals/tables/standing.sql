/*
grain = "One row per person of an account: how much a message with them weighs."
reads = ["person"]
note  = """Whoever decides says more about the relationship than whoever books it in: the economic
buyer and executives weigh 2, gatekeepers and addresses named for a function a quarter, all
others 1 (concepts, A.0: pooled by the contact's buying role)."""
*/
select
    account_id, person_id,
    case
        when committee_role = 'economic_buyer' or seniority = 'executive' then 2.0
        when is_shared or committee_role = 'gatekeeper' then 0.25
        else 1.0
    end as weight
from person
where side = 'theirs' and account_id is not null
