//! Ctrl-C for work that checks an [`Interrupt`].

use crate::app::Interrupt;

/// Listens from now on, in a thread of its own that ends with the process. Where no signals can be had, Ctrl-C ends the
/// process as it always does.
pub fn on_ctrl_c() -> Interrupt {
    let interrupt = Interrupt::default();
    let raised = interrupt.clone();

    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build();
        if let Ok(runtime) = runtime
            && runtime.block_on(tokio::signal::ctrl_c()).is_ok()
        {
            raised.raise();
        }
    });

    interrupt
}
