//! Names resolved so that what a stranger names leads to the public internet and nowhere else.
//!
//! The addresses are checked where the connection takes them from, so that a name cannot resolve to one address when it
//! is checked and to another when it is requested. If a proxy makes the request, it also resolves the name, and only
//! addresses written as numbers are checked.

use super::address::is_public;
use reqwest::dns::{Name, Resolve, Resolving};
use std::{
    collections::HashSet,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

/// The names that must resolve to public addresses. Others (such as the name of a proxy) may resolve to any.
#[derive(Clone, Default)]
pub(super) struct PublicNames(Arc<Mutex<HashSet<String>>>);

/// The error for a name that resolves only to addresses that are not public.
#[derive(Debug, thiserror::Error)]
#[error("a private address")]
pub(super) struct NotPublic;

impl PublicNames {
    pub fn insert(&self, name: &str) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(name.to_owned());
    }

    fn contains(&self, name: &str) -> bool {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .contains(name)
    }
}

impl Resolve for PublicNames {
    fn resolve(&self, name: Name) -> Resolving {
        let must_be_public = self.contains(name.as_str());
        Box::pin(async move {
            // The port is set by whoever connects.
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let mut allowed: Vec<SocketAddr> = found.collect();
            if must_be_public {
                allowed.retain(|one| is_public(one.ip()));
                if allowed.is_empty() {
                    return Err(NotPublic.into());
                }
            }

            Ok(Box::new(allowed.into_iter()) as Box<dyn Iterator<Item = SocketAddr> + Send>)
        })
    }
}
