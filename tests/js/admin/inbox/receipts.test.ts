import { receiptOf } from '../../../../admin/inbox/MessageList';
import { message } from '../builders';

const question = message( { id: 'q1' } );
const reply = message( { id: 'r1', author: 'agent' } );
const note = message( { id: 'n1', author: 'agent', private: true } );

it.each( [
	[ 'nothing', [ question, reply ], null, 'sent' ],
	[ 'the question', [ question, reply ], 'q1', 'sent' ],
	[ 'the reply', [ question, reply, note ], 'r1', 'read' ],
	[ 'a message on an earlier page', [ question, reply ], 'earlier', 'sent' ],
	[ 'something after the reply', [ question, reply, message( { id: 's1', author: 'system' } ) ], 's1', 'read' ],
	[ 'nothing the panel reported, but wrote afterwards', [ question, reply, message( { id: 'q2' } ) ], null, 'read' ],
] as const )( 'says what became of a reply when the visitor saw %s', ( _what, items, seen, receipt ) => {
	expect( receiptOf( reply, items, seen ) ).toBe( receipt );
} );
