import { clicked, pushed, renewed } from './worker';
import type { Worker } from './worker';

/** The service worker of the inbox: shows what is pushed while no inbox is open. PHP (WebApp) serves it with its facts in front. */

const worker = self as unknown as Worker;

worker.addEventListener( 'install', () => void worker.skipWaiting() );
worker.addEventListener( 'push', ( event ) => event.waitUntil( pushed( worker, event.data ?? null ) ) );
worker.addEventListener( 'notificationclick', ( event ) => event.waitUntil( clicked( worker, event.notification ) ) );
worker.addEventListener( 'pushsubscriptionchange', ( event ) => event.waitUntil( renewed( worker, event ) ) );
