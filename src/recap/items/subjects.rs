//! Words that are no names of people: what stands before `to`, verbs that actions begin with, subject matters.

use super::cues::among;
use super::nicks::is_thing;
use super::texts::COMMANDS;
use crate::recap::facts::project_of_name;
use crate::recap::names::is_particle;

/// Words that stand before `to` and are no name.
pub(super) const NO_NAME: &str = "need needs want wants try going plan plans remember happy have has had continue agree agreed decide \
    decided up due related prior according next add how what where when whether reach time ready able sure like not \
    able ought used back access similar respect close move switch link links pointer pr prs issue it this that we i you they \
    here there work start action proposal decision please also and or then listen get send talk see ask write update thanks \
    investigate look looking reference changes change refer regards welcome free follow come goal idea way make open file consensus \
    agreement decision conclusion resolution request motion approval advance advancement permission intent committee stage \
    postpone defer return objections support only no yes all anything everything something nothing call desire \
    committed tooling expected expect prefer required intended wip name things individual issues items areas labels post topics steps ways options people folks \
    important solution faq problem problems question questions feature features";
/// Verbs of actions beside the commands of decisions: `Migrate to the new one` names nobody.
const VERBS: &str = "convert migrate escalate consolidate explore document invite check send write ask schedule prepare \
    discuss ping";
/// What is done of which more may be said: `test and report to the list`, `Jo - review it`.
const DEEDS: &str = "analyse analyze announce answer approve arrange assess assign backport begin benchmark build bump chat check \
    circulate clean clone code collect combine comment commit compare complete configure confirm connect coordinate \
    copy cut debug delete demo deploy design disable downgrade draft drive edit email enable enhance ensure evaluate \
    expand fetch find finish fork gather generate get give hack help improve install integrate land lead learn list \
    load log make map measure meet mend merge migrate modify monitor nominate note optimise optimize order organise \
    organize patch plan port post present profile pull push raise rank read rebase record refactor release reply \
    report request research respond resume retire review revise rework save search share ship solve sort speak study \
    submit suggest sync tag take talk teach test think tidy trace track translate triage turn upgrade validate \
    verify vote watch";
/// Labels that stand before a colon and are no name.
pub(super) const NO_OWNER: &str = "context result results suggestion suggestions status timeline documentation docs note notes \
    reference references background question questions answer problem goal purpose summary details rationale option \
    example examples update important reminder solution faq priority short-term long-term option options pros cons risk risks milestone deadline eta";
/// What is talked of in the field, one of each.
const SUBJECTS: &str = "admin administrator afternoon api approver arch architecture area audit august auth authentication author \
    authorization back backend backlog backup bandwidth bindings blog blueprint board bot both branch browser budget \
    bug build bundle cache calendar callback cell centos ceph champion channel chart charter ci class cleanup cli \
    client cloud cluster cmd code codebase command commit committer community compiler component compute con config \
    configuration console container content context contract contributor control controller core coverage crate \
    cycle daemon dashboard data database date db debian debt december default delegate dep dependency deployer \
    deployment desktop detail dev developer device devops diagram discussion disk distro doc docker docs \
    documentation domain downstream draft driver editor either else email end endpoint engine environment error \
    etherpad evaluation evening event example exception export extension failure fallback false february fedora \
    field file filter firewall fix flag flavor flow folder font form format forth forum framework friday frontend \
    function future gate gateway general gerrit git github gitlab go gpu group guest gui guide hardware header \
    history home hook host hotfix html http hypervisor if image implementer import in index infra infrastructure \
    input inside install installer instance integration interface internal introduction inventory io issue item \
    january java javascript jenkins job json july kernel key keyboard language latency launchpad layer layout left \
    legacy lib library license limit linter linux list live local lock log logging long machine macos mail mailing \
    maintainer maintenance manager manual mariadb master matrix media meeting member memory merge message metadata \
    metric microversion midcycle middleware migration milestone mirror mobile mode model module monday monitor \
    monitoring morning mysql name namespace net network networking news node nodejs notification november object \
    october off office on online open openstack operation operator ops option os others out outcome output outreach \
    outreachy outside over overview owner package page panel parser part partner password patch path peer \
    performance permission phase pipeline pkg plan platform plugin policy poll pool port post postgresql prerelease \
    press pro process product production profile profiling program project proposal protocol provider proxy ptg \
    public python qa quality query queue quick quota rabbitmq race ram rbac react read readme recap record recording \
    refactor refactoring region registry regression release repo report repository research resource rest retro \
    retrospective review reviewer rfc right roadmap role root router rpc rule runtime rust saturday scale scaling \
    schedule scheduler schema scope script sdk search section security september server service session setting \
    setup shell short side site size slide slides slot small software source spec specification sprint sql sqlite \
    src stable stack stage staging stakeholder standard stats status std storage store strategy stream string style \
    subteam suite summary summit sunday support survey svg switch sync system table tag target task team tech \
    telemetry template tenant term test testing text theme thread thursday time timeline timeout title today token \
    tomorrow tool tooling topic tox trace tracker tracking traffic training translation transport tree true trunk \
    tuesday type typescript ubuntu ui under unit update upgrade upstream usage user util ux validation value vendor \
    version video view virt vm volume vote wasm web webapp website wednesday week weekly wiki window windows work \
    worker workflow working workload workshop world write yaml zone zuul";

/// `Jo`, `@jo`, `Jo Smith and Al`, `jo/al`: a few words, each a name, a handle or what joins them.
pub(super) fn is_names(head: &str) -> bool {
    let words: Vec<&str> = head
        .split(|c: char| c.is_whitespace() || "/,&+".contains(c))
        .filter(|w| !w.is_empty())
        .collect();
    let joins = |w: &str| w == "and" || w == "or";
    let named = |w: &str| {
        let bare = w.trim_matches(|c: char| !c.is_alphanumeric());
        !bare.is_empty()
            && !is_thing(bare)
            && !among(NO_NAME, &bare.to_lowercase())
            && (w.starts_with('@') || w.starts_with(char::is_uppercase) || words.len() == 1)
            && bare
                .chars()
                .all(|c| c.is_alphanumeric() || "-_.'\u{2019}".contains(c))
    };
    // `Ann Lee, Bo Ray and Cy Dee`
    let most = if head.contains(',') { 11 } else { 6 };
    (1..=most).contains(&words.len())
        && words.iter().all(|w| joins(w) || named(w) || is_particle(w))
        && !joins(words[0])
        && named(words[words.len() - 1])
        && named(words[0])
        && !is_verb(words[0])
}

/// Whether a word is what an action begins with that names nobody.
pub(super) fn is_verb(word: &str) -> bool {
    let word = word.to_lowercase();
    [COMMANDS, VERBS].iter().any(|verbs| among(verbs, &word))
}

/// Whether a word is one that an action's words begin with, in any case: `write`, `Review`.
pub(super) fn is_deed(word: &str) -> bool {
    is_verb(word) || among(DEEDS, &word.to_lowercase())
}

/// Whether one of these words is a subject matter.
pub(super) fn is_subject(words: &str) -> bool {
    let mut words = words.split(|c: char| !c.is_alphanumeric());
    words.any(is_subject_word)
}

fn is_subject_word(word: &str) -> bool {
    let lower = word.to_lowercase();
    let one = lower.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let one = one.as_deref().or(lower.strip_suffix('s')).unwrap_or(&lower);
    let abstracted = ["tion", "ment", "ness", "ility", "ware", "ation"];
    let ending = lower.len() > 6 && abstracted.iter().any(|end| lower.ends_with(end))
        || lower.len() > 5 && lower.ends_with("ing");
    among(SUBJECTS, &lower)
        || among(SUBJECTS, one)
        || ending
        || project_of_name(&lower, true).is_some()
}
