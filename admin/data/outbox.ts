import { ask, asProblem } from './api';
import type { Problem } from './api';
import { pageFacts } from './page-facts';
import type { Attachment, SendMessageBody, StaffReply } from '../../src/wire/wire';

/** A reply on its way. */
export interface Outgoing {
	/** Made here; the server stores the same one once, however often it is sent. */
	id: string;
	conversation: string;
	text: string;
	/** Files that are on the server and go with it. */
	files?: readonly Attachment[];
	/** The newest public message the agent had seen. */
	seen?: string;
	/** When it leaves, in milliseconds since 1970. */
	due: number;
	/** It waits to stand in the field again: why it was not stored, or nothing when the agent took it back. */
	failed?: string;
}

export interface Outcome {
	sent: ( reply: Outgoing, stored: StaffReply ) => void;
	/** `taken`: its text stands in the field again. */
	failed: ( reply: Outgoing, problem: Problem, taken: boolean ) => void;
}

/** A reply of another tab, or of one that was closed, is sent from here when it is this long overdue. Milliseconds. */
const PATIENCE = 20_000;

/**
 * Replies that wait some seconds, in which they can be taken back, and those being sent.
 *
 * They are kept in the browser until the server has them. When the page closes they are sent at once; what that did not achieve is sent
 * by the next page of the inbox, with the same id, so that nothing is lost and nothing doubled.
 */
export class Outbox {
	private items: Outgoing[] = [];
	private readonly timers = new Map< string, number >();
	private readonly lines = new Map< string, Promise< void > >();
	private readonly listeners = new Set< () => void >();
	private outcome: Outcome = { sent: () => undefined, failed: () => undefined };

	/** Says what to do with outcomes, sends what an earlier page left, and everything when this one closes. Answers how to end that. */
	public start( outcome: Outcome ): () => void {
		this.outcome = outcome;
		const timers = read().filter( ( { id } ) => ! this.items.some( ( one ) => one.id === id ) ).map( ( left ) => {
			if ( left.failed !== undefined ) {
				this.items.push( left );
				return 0;
			}
			return window.setTimeout( () => {
				if ( read().some( ( { id } ) => id === left.id ) ) {
					this.items.push( left );
					this.changed();
					void this.deliver( left );
				}
			}, Math.max( 0, left.due + PATIENCE - Date.now() ) );
		} );
		const leave = (): void => void this.flush();
		window.addEventListener( 'pagehide', leave );
		return () => {
			timers.forEach( ( timer ) => window.clearTimeout( timer ) );
			window.removeEventListener( 'pagehide', leave );
		};
	}

	/** Calls back whenever something changes. */
	public listen( listener: () => void ): () => void {
		this.listeners.add( listener );
		return () => this.listeners.delete( listener );
	}

	/** The reply that can still be taken back, or is being sent. */
	public waiting( conversation: string ): { reply: Outgoing; canUndo: boolean } | null {
		const reply = this.items.filter( ( one ) => one.conversation === conversation && one.failed === undefined ).at( -1 );
		return reply ? { reply, canUndo: this.timers.has( reply.id ) } : null;
	}

	/**
	 * Takes a reply, which leaves after some milliseconds. One that waits in the same conversation leaves now.
	 *
	 * @param after What it waits for then, such as a request on its way; not when it is sent at once.
	 */
	public add( reply: Omit< Outgoing, 'due' >, wait: number, after?: () => Promise< unknown > ): void {
		void this.flush( reply.conversation );
		const item = { ...reply, due: Date.now() + wait };
		this.items.push( item );
		write( [ ...read(), item ] );
		const leave = async (): Promise< void > => {
			await after?.();
			if ( this.timers.has( item.id ) ) {
				await this.deliver( item );
			}
		};
		this.timers.set( item.id, window.setTimeout( () => void leave(), wait ) );
		this.changed();
	}

	/** Stops a reply that has not left yet, for takeBack(). Answers whether there was one. */
	public undo( conversation: string ): boolean {
		const waiting = this.waiting( conversation );
		if ( ! waiting?.canUndo ) {
			return false;
		}
		this.hold( waiting.reply, '' );
		return true;
	}

	/** What was stopped or could not be sent; it is in the field's hands from here on. */
	public takeBack( conversation: string ): Outgoing[] {
		const back = this.items.filter( ( one ) => one.conversation === conversation && one.failed !== undefined );
		back.forEach( ( one ) => this.forget( one ) );
		return back;
	}

	/** Sends what waits, in one conversation or in all. Resolves when the server has answered; null when there is nothing to wait for. */
	public flush( conversation?: string ): Promise< unknown > | null {
		this.items
			.filter( ( one ) => this.timers.has( one.id ) && ( conversation === undefined || one.conversation === conversation ) )
			.forEach( ( one ) => void this.deliver( one ) );
		const lines = conversation === undefined ? [ ...this.lines.values() ] : [ this.lines.get( conversation ) ?? null ];
		return lines.every( ( line ) => line === null ) ? null : Promise.all( lines );
	}

	/** Sends a reply after those before it in its conversation. */
	private deliver( item: Outgoing ): Promise< void > {
		window.clearTimeout( this.timers.get( item.id ) );
		this.timers.delete( item.id );
		const before = this.lines.get( item.conversation );
		// Without one before it, it leaves in this moment: the page may be closing.
		const line = before ? before.then( () => this.post( item ) ) : this.post( item );
		this.lines.set( item.conversation, line );
		this.changed();
		return line.then( () => {
			if ( this.lines.get( item.conversation ) === line ) {
				this.lines.delete( item.conversation );
			}
		} );
	}

	private async post( item: Outgoing ): Promise< void > {
		const body: SendMessageBody = {
			id: item.id,
			text: item.text,
			private: false,
			...( item.seen === undefined ? {} : { seen_message: item.seen } ),
			...( item.files === undefined ? {} : { attachments: item.files.map( ( { id } ) => id ) } ),
		};
		try {
			const path = `/conversations/${ encodeURIComponent( item.conversation ) }/messages`;
			const stored = await ask< StaffReply >( 'POST', path, body, undefined, true );
			this.forget( item );
			// The agent's own reply is nothing they have not seen.
			this.items.forEach( ( other ) => {
				if ( other.conversation === item.conversation && other.seen === item.seen ) {
					other.seen = stored.message.id;
				}
			} );
			this.outcome.sent( item, stored );
		} catch ( failure ) {
			const problem = asProblem( failure );
			this.hold( item, problem.message );
			this.outcome.failed( item, problem, ! this.items.includes( item ) );
		}
	}

	private hold( item: Outgoing, reason: string ): void {
		window.clearTimeout( this.timers.get( item.id ) );
		this.timers.delete( item.id );
		item.failed = reason;
		write( read().map( ( one ) => one.id === item.id ? item : one ) );
		this.changed();
	}

	private forget( item: Outgoing ): void {
		window.clearTimeout( this.timers.get( item.id ) );
		this.timers.delete( item.id );
		this.items = this.items.filter( ( one ) => one !== item );
		write( read().filter( ( { id } ) => id !== item.id ) );
		this.changed();
	}

	private changed(): void {
		[ ...this.listeners ].forEach( ( listener ) => listener() );
	}
}

const key = (): string => `aaia-outbox:${ pageFacts().user }`;

/** What this person's pages have on their way. Storage may be blocked: then a page knows its own only. */
function read(): Outgoing[] {
	try {
		const stored: unknown = JSON.parse( localStorage.getItem( key() ) ?? '[]' );
		return Array.isArray( stored ) ? stored as Outgoing[] : [];
	} catch {
		return [];
	}
}

function write( items: Outgoing[] ): void {
	try {
		if ( items.length === 0 ) {
			localStorage.removeItem( key() );
		} else {
			localStorage.setItem( key(), JSON.stringify( items ) );
		}
	} catch {
		// Full or blocked: it is still sent from here.
	}
}

/** The outbox of this page. */
export const outbox = new Outbox();

/** Does something to a conversation after the replies that are on their way to it, so that they do not undo it. */
export function afterReplies< T >( conversation: string, doing: () => Promise< T > ): Promise< T > {
	const sending = outbox.flush( conversation );
	return sending === null ? doing() : sending.then( doing );
}
