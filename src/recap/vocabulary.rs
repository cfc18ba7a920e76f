//! The built-in vocabulary: topics of OpenStack storage and compute, and what people write for them.
//!
//! An alias of up to three letters that has a capital matches only in that case, so that `HA` is high
//! availability and `ha` is a laugh. `kb.toml` adds to these entries and overrides them.

use crate::model::tag::TagEntry;
use crate::model::{Tag, Vocabulary};

/// Tag, name, aliases, wider tag.
type Row = (
    &'static str,
    &'static str,
    &'static [&'static str],
    Option<&'static str>,
);

const ROWS: &[Row] = &[
    (
        "availability-zones",
        "availability zones",
        &["AZ", "allow_availability_zone_fallback"],
        None,
    ),
    ("backup", "backup", &["cinder-backup", "c-bak"], None),
    ("bare-metal", "bare metal", &["baremetal", "ironic"], None),
    (
        "block-storage",
        "standalone block storage",
        &["SDS", "software defined storage", "block storage service"],
        None,
    ),
    ("cells", "cells", &["cells v2", "cellsv2"], None),
    ("ceph", "Ceph", &["RBD"], None),
    (
        "clients",
        "command-line clients",
        &[
            "osc",
            "OpenStackClient",
            "openstack client",
            "cinderclient",
            "python-cinderclient",
            "novaclient",
            "command-line client",
        ],
        None,
    ),
    (
        "configuration",
        "configuration",
        &[
            "config option",
            "config options inheritance",
            "config file",
            "configuration option",
        ],
        None,
    ),
    (
        "consistency-groups",
        "consistency groups",
        &["CG", "cgroup snapshot"],
        Some("volume-groups"),
    ),
    (
        "continuous-integration",
        "continuous integration",
        &["third party CI", "third-party CI", "CI system", "gate job"],
        Some("testing"),
    ),
    (
        "database",
        "database",
        &[
            "DB update",
            "DB migration",
            "database migration",
            "conditional update",
        ],
        None,
    ),
    (
        "deadlines",
        "deadlines",
        &["feature freeze", "spec freeze"],
        None,
    ),
    (
        "driver-interface",
        "driver interface",
        &["driver API", "interface compliance", "ABC work"],
        Some("drivers"),
    ),
    (
        "drivers",
        "drivers",
        &["vendor driver", "volume driver", "virt driver"],
        None,
    ),
    (
        "encryption",
        "encryption",
        &["LUKS", "encrypted volume"],
        None,
    ),
    (
        "experimental-apis",
        "experimental APIs",
        &["experimental API"],
        None,
    ),
    (
        "fibre-channel",
        "fibre channel",
        &["FICON", "FC zone manager"],
        None,
    ),
    (
        "ha",
        "high availability",
        &[
            "HA",
            "A/A",
            "a/a",
            "active/active",
            "active/passive",
            "highly available",
        ],
        None,
    ),
    ("image-caching", "image caching", &["image cache"], None),
    ("iscsi", "iSCSI", &[], None),
    (
        "live-migration",
        "live migration",
        &["live-migrate", "volume migration"],
        None,
    ),
    (
        "locking",
        "locking",
        &[
            "lock",
            "DLM",
            "distributed lock",
            "distributed lock manager",
            "tooz",
            "zookeeper",
        ],
        None,
    ),
    ("lvm", "LVM", &["logical volume manager"], None),
    (
        "microversions",
        "microversions",
        &["micro-version", "micro version"],
        None,
    ),
    (
        "monitoring",
        "monitoring",
        &["alerting", "Nagios", "Monasca", "SNMP trap"],
        None,
    ),
    (
        "multiattach",
        "multiattach",
        &["multi-attach", "multi attach"],
        None,
    ),
    (
        "networking",
        "networking",
        &["provider network", "linuxbridge", "Open vSwitch", "SDN"],
        None,
    ),
    (
        "notifications",
        "notifications",
        &["event notification", "callback"],
        None,
    ),
    ("os-brick", "os-brick", &["brick"], None),
    (
        "privilege-separation",
        "privilege separation",
        &["rootwrap", "privsep", "priv-sep"],
        None,
    ),
    ("qos", "quality of service", &["QoS"], None),
    ("quotas", "quotas", &["rate limit", "absolute-limits"], None),
    (
        "replication",
        "replication",
        &[
            "replicate",
            "cheesecake",
            "tiramisu",
            "repl v2.1",
            "failover",
        ],
        None,
    ),
    (
        "rolling-upgrades",
        "rolling upgrades",
        &[
            "rolling upgrade",
            "N-1 upgrade",
            "RPC versioning",
            "version pin",
        ],
        Some("upgrades"),
    ),
    ("scheduler", "scheduler", &["scheduling", "placement"], None),
    ("snapshots", "snapshots", &[], None),
    ("ssh", "SSH", &["known_hosts", "ssh key"], None),
    (
        "testing",
        "testing",
        &[
            "functional test",
            "unit test",
            "tempest",
            "test coverage",
            "integration test",
            "grenade",
        ],
        None,
    ),
    ("upgrades", "upgrades", &["upgrade path"], None),
    (
        "user-messages",
        "user messages",
        &["user messaging", "user message"],
        None,
    ),
    (
        "versioned-objects",
        "versioned objects",
        &["conversion to objects"],
        None,
    ),
    (
        "volume-groups",
        "generic volume groups",
        &["volume group", "generic group", "generic volume group"],
        None,
    ),
    (
        "volume-service",
        "volume service",
        &["c-vol", "cinder-volume", "volume manager"],
        None,
    ),
];

/// The built-in vocabulary.
#[must_use]
pub fn builtin() -> Vocabulary {
    let mut out = Vocabulary::default();
    for (tag, name, aliases, parent) in ROWS {
        let Some(tag) = Tag::new(tag) else { continue };
        out.put(TagEntry {
            tag,
            name: (*name).to_owned(),
            aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
            parent: parent.and_then(Tag::new),
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::builtin;

    #[test]
    fn every_parent_is_a_tag() {
        let vocabulary = builtin();
        for entry in &vocabulary.entries {
            assert!(
                entry
                    .parent
                    .as_ref()
                    .is_none_or(|p| vocabulary.get(p).is_some()),
                "{}",
                entry.tag
            );
        }
    }

    #[test]
    fn resolves_what_people_write() {
        let vocabulary = builtin();
        for (word, tag) in [
            ("A/A", "ha"),
            ("cheesecake", "replication"),
            ("osc", "clients"),
            ("Rolling upgrades", "rolling-upgrades"),
        ] {
            assert_eq!(
                vocabulary.resolve(word).map(|t| t.as_str()),
                Some(tag),
                "{word}"
            );
        }
    }
}
