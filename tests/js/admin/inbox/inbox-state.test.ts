import { Problem } from '../../../../admin/data/api';
import { belongs, growing, inboxReducer, initialInbox, merged, newestPublic } from '../../../../admin/inbox/inbox-state';
import type { InboxAction, InboxState } from '../../../../admin/inbox/inbox-state';
import { conversation, list, message, updates } from '../builders';

const ME = 7;

const run = ( ...actions: InboxAction[] ): InboxState => actions.reduce( inboxReducer, initialInbox );

const at = ( minute: number ): string => `2026-03-02T09:${ String( minute ).padStart( 2, '0' ) }:00Z`;

const listed = ( ids: Record< string, number >, next: string | null = null ): InboxAction => ( {
	type: 'listed',
	append: false,
	answer: list( Object.entries( ids ).map( ( [ id, minute ] ) => conversation( { id, last_activity_at: at( minute ) } ) ), next ),
} );

describe( 'which conversations belong to a list', () => {
	const filter = initialInbox.filter;

	it( 'depends on whose they are', () => {
		const mine = conversation( { id: 'a', assignee: { id: ME, name: 'Me' } } );
		const nobodys = conversation( { id: 'b' } );
		expect(
			[ 'mine', 'unassigned', 'all' ].map( ( tab ) =>
				[ mine, nobodys ].map( ( one ) => belongs( one, { ...filter, tab: tab as 'mine' }, ME ) )
			)
		).toEqual( [
			[ true, false ],
			[ false, true ],
			[ true, true ],
		] );
	} );

	it( 'are mine when a team of mine has them and nobody took them, and never unassigned', () => {
		const team = { id: 3, name: 'Sales', mine: true };
		const held = [
			conversation( { id: 'a', team } ),
			conversation( { id: 'b', team: { ...team, mine: false } } ),
			conversation( { id: 'c', team, assignee: { id: 8, name: 'Paul' } } ),
		];
		expect( held.map( ( one ) => belongs( one, { ...filter, tab: 'mine' }, ME ) ) ).toEqual( [ true, false, false ] );
		expect( held.map( ( one ) => belongs( one, { ...filter, tab: 'unassigned' }, ME ) ) ).toEqual( [ false, false, false ] );
	} );

	it( 'depends on where they stand', () => {
		const places = [
			conversation( { id: 'o' } ),
			conversation( { id: 'p', status: 'pending' } ),
			conversation( { id: 's', status: 'snoozed' } ),
			conversation( { id: 'r', status: 'resolved' } ),
			conversation( { id: 'a', archived: true } ),
		];
		const shown = ( status: typeof filter.status ): string =>
			places
				.filter( ( one ) => belongs( one, { ...filter, status }, ME ) )
				.map( ( { id } ) => id )
				.join( '' );
		expect( [ shown( 'active' ), shown( 'open' ), shown( 'resolved' ), shown( 'archived' ), shown( 'any' ) ] ).toEqual( [
			'op',
			'o',
			'r',
			'a',
			'opsra',
		] );
	} );

	it( 'depends on whether a person is needed', () => {
		const all = [
			conversation( { id: 'assistant' } ),
			conversation( { id: 'pending', status: 'pending', assignee: { id: 8, name: 'Paul' } } ),
			conversation( { id: 'held', handler: 'human' } ),
			conversation( { id: 'done', handler: 'human', status: 'resolved' } ),
			conversation( { id: 'archived', status: 'pending', archived: true } ),
		];
		const shown = ( change: Partial< typeof filter > ): string[] =>
			all.filter( ( one ) => belongs( one, { ...filter, ...change }, ME ) ).map( ( { id } ) => id );
		expect( shown( { status: 'todo' } ) ).toEqual( [ 'pending', 'held' ] );
		expect( shown( { status: 'todo', tab: 'unassigned' } ) ).toEqual( [ 'held' ] );
		expect( shown( { tab: 'pending', status: 'resolved' } ) ).toEqual( [ 'pending' ] );
	} );

	it( 'depends on the priority and, in the order of waiting, on waiting', () => {
		const urgent = conversation( { id: 'a', priority: 'urgent' } );
		const waits = conversation( { id: 'b', waiting_since: at( 1 ) } );
		const shown = ( change: Partial< typeof filter > ): string[] =>
			[ urgent, waits ].filter( ( one ) => belongs( one, { ...filter, ...change }, ME ) ).map( ( { id } ) => id );
		expect( [ { priority: 'urgent' as const }, { priority: 'none' as const }, { sort: 'waiting' as const } ].map( shown ) )
			.toEqual( [ [ 'a' ], [ 'b' ], [ 'b' ] ] );
	} );

	it( 'depends on being unread when only those are wanted', () => {
		expect( [ true, false ].map( ( unread ) => belongs( conversation( { id: 'a', unread } ), { ...filter, unread: true }, ME ) ) ).toEqual( [
			true,
			false,
		] );
	} );
} );

describe( 'the list', () => {
	const changed = ( about: Parameters< typeof conversation >[ 0 ] ): InboxAction => ( {
		type: 'updated',
		updates: updates( { conversations: [ conversation( about ) ] } ),
		conversation: null,
		me: ME,
	} );

	it( 'moves a conversation up when something happens in it', () => {
		expect( run( listed( { a: 30, b: 20, c: 10 } ), changed( { id: 'c', last_activity_at: at( 40 ) } ) ).list.ids ).toEqual( [
			'c',
			'a',
			'b',
		] );
	} );

	it( 'takes a new one in and lets a resolved one go', () => {
		const state = run(
			listed( { a: 30, b: 20 } ),
			changed( { id: 'n', last_activity_at: at( 25 ) } ),
			changed( { id: 'a', status: 'resolved' } )
		);
		expect( state.list.ids ).toEqual( [ 'n', 'b' ] );
	} );

	it( 'keeps the open one in its place when it no longer belongs, so that nothing jumps', () => {
		const state = run( listed( { a: 30, b: 20 } ), { type: 'opened', id: 'a' }, changed( { id: 'a', status: 'resolved' } ) );
		expect( state.list.ids ).toEqual( [ 'a', 'b' ] );
	} );

	it( 'does not take in what is older than what is loaded', () => {
		expect( run( listed( { a: 30, b: 20 }, 'more' ), changed( { id: 'old', last_activity_at: at( 5 ) } ) ).list.ids ).toEqual( [
			'a',
			'b',
		] );
		expect( run( listed( { a: 30, b: 20 } ), changed( { id: 'old', last_activity_at: at( 5 ) } ) ).list.ids ).toEqual( [ 'a', 'b', 'old' ] );
	} );

	it( 'leaves what a search found as it is', () => {
		const state = run(
			{ type: 'filtered', filter: { ...initialInbox.filter, search: 'x' } },
			listed( { a: 30 } ),
			changed( { id: 'n', last_activity_at: at( 40 ) } )
		);
		expect( state.list.ids ).toEqual( [ 'a' ] );
		const narrowed = run(
			{ type: 'filtered', filter: { ...initialInbox.filter, answers: 'weak' } },
			listed( { a: 30 } ),
			changed( { id: 'n', last_activity_at: at( 40 ) } )
		);
		expect( narrowed.list.ids ).toEqual( [ 'a' ] );
	} );

	it( 'appends a page without doubling what moved into it', () => {
		const state = run( listed( { a: 30, b: 20 }, 'more' ), {
			type: 'listed',
			append: true,
			answer: list( [ conversation( { id: 'b' } ), conversation( { id: 'c' } ) ] ),
		} );
		expect( [ state.list.ids, state.list.next ] ).toEqual( [ [ 'a', 'b', 'c' ], null ] );
	} );

	it( 'forgets a deleted conversation and closes it', () => {
		const state = run( listed( { a: 30, b: 20 } ), { type: 'opened', id: 'a' }, { type: 'removed', id: 'a' } );
		expect( [ state.list.ids, state.open, state.conversations[ 'a' ] ] ).toEqual( [ [ 'b' ], null, undefined ] );
	} );
} );

describe( 'the thread', () => {
	const thread = ( ...ids: string[] ): InboxAction => ( {
		type: 'thread',
		prepend: false,
		answer: {
			conversation: conversation( { id: 'a' } ),
			items: ids.map( ( id ) => message( { id } ) ),
			activity: [],
			earlier: true,
			new: null,
		},
	} );
	const ids = ( state: InboxState ): string[] | undefined => state.threads[ 'a' ]?.items.map( ( { id } ) => id );

	it( 'takes new messages at the end and replaces changed ones where they stand', () => {
		const news = updates( { messages: [ message( { id: 'm1', rating: 'up' } ), message( { id: 'm3' } ) ] } );
		const state = run( { type: 'opened', id: 'a' }, thread( 'm1', 'm2' ), { type: 'updated', updates: news, conversation: 'a', me: ME } );
		expect( [ ids( state ), state.threads[ 'a' ]?.items[ 0 ]?.rating ] ).toEqual( [ [ 'm1', 'm2', 'm3' ], 'up' ] );
	} );

	it( 'ignores messages of a conversation that was open before', () => {
		const state = run( { type: 'opened', id: 'b' }, thread( 'm1' ), {
			type: 'updated',
			updates: updates( { messages: [ message( { id: 'm2' } ) ] } ),
			conversation: 'a',
			me: ME,
		} );
		expect( ids( state ) ).toEqual( [ 'm1' ] );
	} );

	it( 'keeps where the unread part began until it is opened again, also after it was read', () => {
		const answer = { conversation: conversation( { id: 'a' } ), items: [], activity: [], earlier: false };
		const load = ( unread: { from: string; count: number } | null ): InboxAction =>
			( { type: 'thread', prepend: false, answer: { ...answer, new: unread } } );
		const open: InboxAction = { type: 'opened', id: 'a' };
		const unread = ( ...actions: InboxAction[] ): unknown => run( ...actions ).threads[ 'a' ]?.unread;
		const from = { from: 'm2', count: 3 };
		expect( [
			unread( open, load( from ), load( null ) ),
			unread( open, load( from ), { ...open, jump: 'm2' } ),
			unread( open, load( from ), open ),
			unread( open, load( from ), open, load( null ) ),
		] ).toEqual( [ from, from, undefined, null ] );
	} );

	it( 'puts earlier messages before', () => {
		const state = run( thread( 'm2' ), {
			type: 'thread',
			prepend: true,
			answer: {
				conversation: conversation( { id: 'a' } ),
				items: [ message( { id: 'm0' } ), message( { id: 'm1' } ) ],
				activity: [],
				earlier: false,
				new: null,
			},
		} );
		expect( [ ids( state ), state.threads[ 'a' ]?.earlier ] ).toEqual( [ [ 'm0', 'm1', 'm2' ], false ] );
	} );

	it( 'knows what a reply has seen: the newest message that is no note', () => {
		const messages = [ message( { id: 'm1' } ), message( { id: 'm2' } ), message( { id: 'note', private: true } ) ];
		expect( newestPublic( messages )?.id ).toBe( 'm2' );
	} );

	it( 'knows which answer is still being written', () => {
		const items = [ message( { id: 'm1' } ), message( { id: 'm2', generation: 'streaming' } ) ];
		expect( growing( { items, activity: [], earlier: false, phase: 'ready' } ) ).toBe( 'm2' );
		expect( growing( undefined ) ).toBeNull();
	} );

	it( 'never holds a message twice', () => {
		expect(
			merged( [ message( { id: 'a' } ) ], [ message( { id: 'a' } ), message( { id: 'b' } ), message( { id: 'b' } ) ] ).map( ( { id } ) => id )
		).toEqual( [ 'a', 'b' ] );
	} );
} );

describe( 'presence and connection', () => {
	it( 'shows who is there only while their conversation is open', () => {
		const there = updates( { presence: [ { author: 'visitor', name: null, activity: 'typing' } ] } );
		const open = run( { type: 'opened', id: 'a' }, { type: 'updated', updates: there, conversation: 'a', me: ME } );
		expect( open.presence ).toHaveLength( 1 );
		expect( inboxReducer( open, { type: 'opened', id: 'b' } ).presence ).toEqual( [] );
		expect( run( { type: 'opened', id: 'b' }, { type: 'updated', updates: there, conversation: 'a', me: ME } ).presence ).toEqual( [] );
	} );

	it( 'is restored by the next answer', () => {
		const lost = run( { type: 'disconnected', problem: new Problem( 'no_answer', 'No.', 0 ) } );
		expect( [
			lost.connected,
			inboxReducer( lost, { type: 'updated', updates: updates( {} ), conversation: null, me: ME } ).connected,
		] ).toEqual( [ false, true ] );
	} );
} );

describe( 'the order of waiting', () => {
	it( 'has on top who waits longest, whatever happened last', () => {
		const waits = ( id: string, since: number, last: number ): InboxAction => ( {
			type: 'changed',
			conversation: conversation( { id, waiting_since: at( since ), last_activity_at: at( last ) } ),
			me: ME,
		} );
		const state = run(
			{ type: 'filtered', filter: { ...initialInbox.filter, sort: 'waiting' } },
			listed( {} ),
			waits( 'second', 5, 6 ),
			waits( 'first', 2, 30 ),
			waits( 'third', 9, 9 )
		);
		expect( state.list.ids ).toEqual( [ 'first', 'second', 'third' ] );
	} );
} );

describe( 'what is to do', () => {
	it( 'keeps those who wait on top, whenever others are answered', () => {
		const before = run(
			{ type: 'filtered', filter: { ...initialInbox.filter, status: 'todo' } },
			listed( {} ),
			{ type: 'changed', conversation: conversation( { id: 'held', handler: 'human', last_activity_at: at( 5 ) } ), me: ME },
			{ type: 'changed', conversation: conversation( { id: 'waits', status: 'pending', last_activity_at: at( 2 ) } ), me: ME },
		);
		expect( before.list.ids ).toEqual( [ 'waits', 'held' ] );
		const later = inboxReducer( before, {
			type: 'changed',
			conversation: conversation( { id: 'new', status: 'pending', last_activity_at: at( 9 ) } ),
			me: ME,
		} );
		expect( later.list.ids ).toEqual( [ 'new', 'waits', 'held' ] );
		const taken = inboxReducer( later, {
			type: 'changed',
			conversation: conversation( { id: 'new', handler: 'assistant', last_activity_at: at( 10 ) } ),
			me: ME,
		} );
		expect( taken.list.ids ).toEqual( [ 'waits', 'held' ] );
	} );
} );
