//! Waiting for an administrator's approval: forged answers are noise, and the first true one ends the wait.

use std::convert::Infallible;

use sendoff_loopback::{Decision, Judged, Listener, Received, RedirectHost, judge_bytes};
use sendoff_oauth::{Approval, ApprovalPlan, ApprovalVerdict, ClientIdentifier, ResponseMode::Query, Scope, StateSeed};
use url::Url;

use crate::site::{Site, browser_get, browser_post, quick, still};

const TENANT: &str = "3d1f0c9e-5a4b-4c7d-8e2f-1a2b3c4d5e6f";

fn begin() -> (Listener, Approval, Site) {
    let listener = Listener::bind("/mail-setup", RedirectHost::Localhost).unwrap();
    let plan = ApprovalPlan {
        endpoint: Url::parse(&format!("https://login.microsoftonline.com/{TENANT}/v2.0/adminconsent")).unwrap(),
        directory: TENANT.parse().unwrap(),
        client: ClientIdentifier::new("client".into()),
        redirect: listener.redirect_address().clone(),
        scopes: vec![Scope::new("Mail.Read".into())],
        practice: false,
    };
    let Ok(seed) = StateSeed::draw(|bytes| {
        bytes.fill(listener.port().to_le_bytes()[0]);
        Ok::<(), Infallible>(())
    });
    let approval = Approval::begin(plan, seed).unwrap();
    let state = approval.address().query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    let site = Site { port: listener.port(), state, handle: listener.handle() };
    (listener, approval, site)
}

/// What a forger says, who knows everything but the `state`.
fn forged() -> Vec<String> {
    let approved = format!("admin_consent=True&tenant={TENANT}&scope=Mail.Read");
    let mut said = vec![approved.clone(), format!("{approved}&state=")];
    for state in ["evil", "{S}x", "+{S}", "%25{S}"] {
        said.push(format!("{approved}&state={state}"));
        said.push(format!("error=access_denied&state={state}"));
    }
    said.push(format!("{approved}&state={{S}}&state=evil"));
    said.push(format!("{approved}&state=evil&state={{S}}"));
    said
}

async fn get(site: &Site, said: &str) -> u16 {
    let request = site.fill(&browser_get(&format!("/mail-setup?{said}")));
    let reply = site.send(request.as_bytes()).await;
    reply.check(said);
    // Nobody signs in here: whoever looks is told of the approval.
    if reply.status() == 400 {
        assert!(reply.body().contains("<h1>Nothing was approved here</h1>"), "{said}: {}", reply.body());
    }
    reply.status()
}

async fn ends(with: &str) -> Received<Approval> {
    let (listener, approval, site) = begin();
    let script = async {
        for said in forged() {
            assert_eq!(get(&site, &said).await, 400, "{said}");
        }
        // The endpoint answers in the query; a form is nobody's.
        let posted = site.fill(&browser_post(&format!("admin_consent=True&tenant={TENANT}&state={{S}}")));
        assert_eq!(site.send(posted.as_bytes()).await.status(), 405);
        assert_eq!(get(&site, with).await, 303);
        site.send(site.fill(&browser_get("/received")).as_bytes()).await
    };
    let (end, _) = tokio::join!(listener.receive(approval, quick(), &still), script);
    end.unwrap()
}

#[tokio::test]
async fn the_first_true_answer_ends_the_wait_and_no_forged_one_does() {
    let approved = ends(&format!("admin_consent=True&tenant={TENANT}&state={{S}}&scope=Mail.Read")).await;
    assert!(matches!(approved.answer, Decision::Approved(_)));
    assert_eq!(approved.noise.total, u64::try_from(forged().len()).unwrap() + 1);
    let refused = format!("error=consent_required&admin_consent=True&tenant={TENANT}&state={{S}}");
    assert!(matches!(ends(&refused).await.answer, Decision::Refused(_)));
    let elsewhere = "admin_consent=True&tenant=00000000-5a4b-4c7d-8e2f-1a2b3c4d5e6f&state={S}";
    assert!(matches!(ends(elsewhere).await.answer, Decision::Elsewhere));
}

#[test]
fn the_same_is_judged_from_bytes_alone() {
    let (listener, approval, site) = begin();
    let path = "/mail-setup".parse().unwrap();
    let judged = |said: &str| {
        let request = site.fill(&browser_get(&format!("/mail-setup?{said}")));
        judge_bytes(&approval, &path, listener.port(), request.as_bytes())
    };
    let approved = format!("admin_consent=True&tenant={TENANT}&state={{S}}");
    assert!(matches!(judged(&approved), Judged::Answer(ApprovalVerdict::Approved(_))));
    for said in forged() {
        assert!(matches!(judged(&said), Judged::Answer(ApprovalVerdict::Noise(_))), "{said}");
    }
    assert_eq!(sendoff_loopback::Awaited::response_mode(&approval), Query);
}
