//! Several requests under way at once; the client keeps each server's turns.

use super::{Client, Conditional, Validators};
use crate::error::Result;
use std::sync::Arc;
use tokio::task::JoinSet;

/// Requests under way, which end when this is dropped.
pub struct Answers(JoinSet<(usize, Result<Conditional>)>);

impl Client {
    /// Starts these requests, each an address and the validators of its last answer.
    pub fn start_conditional(
        self: &Arc<Self>,
        requests: impl IntoIterator<Item = (String, Validators)>,
    ) -> Answers {
        let mut asking = JoinSet::new();
        for (index, (address, validators)) in requests.into_iter().enumerate() {
            let client = Arc::clone(self);
            asking.spawn(async move {
                let answered = client.get_conditional(&address, &validators).await;
                (index, answered)
            });
        }
        Answers(asking)
    }
}

impl Answers {
    /// The next answer that comes, with the place of its request; `None` after the last.
    pub async fn next(&mut self) -> Option<(usize, Result<Conditional>)> {
        loop {
            // A task ends without an answer by a panic only, which must not hold up the others.
            if let Ok(answered) = self.0.join_next().await? {
                return Some(answered);
            }
        }
    }
}
