//! What waits to be run: reactions of promises and modules that are loaded.
//! Timers are the host's own, since its clock stands still.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::Future as _;
use std::pin::pin;
use std::rc::Rc;
use std::task::Waker;

use boa_engine::job::{Job, JobExecutor};
use boa_engine::{Context, JsResult};

#[derive(Default)]
pub(super) struct Jobs(RefCell<VecDeque<Job>>);

impl JobExecutor for Jobs {
    fn enqueue_job(self: Rc<Self>, job: Job, _: &mut Context) {
        self.0.borrow_mut().push_back(job);
    }

    fn run_jobs(self: Rc<Self>, context: &mut Context) -> JsResult<()> {
        loop {
            let job = self.0.borrow_mut().pop_front();
            match job {
                None => return Ok(()),
                Some(Job::PromiseJob(job)) => {
                    job.call(context)?;
                }
                Some(Job::GenericJob(job)) => {
                    job.call(context)?;
                }
                Some(Job::AsyncJob(job)) => {
                    let context = RefCell::new(&mut *context);
                    let mut job = pin!(job.call(&context));
                    // Everything that a module needs is there already: nothing is ever waited for.
                    let mut turns = 0;
                    while job.as_mut().poll(&mut std::task::Context::from_waker(Waker::noop())).is_pending() {
                        turns += 1;
                        if turns > 1_000 {
                            break;
                        }
                    }
                }
                // The host keeps no timers here.
                Some(_) => {}
            }
        }
    }
}
