import type { MessagePart } from '../wire/wire';
import { applyChunk } from './chunks';
import type { StreamChunk } from './chunks';
import { readChunks } from './read-chunks';

const after = ( chunks: readonly StreamChunk[] ) => chunks.reduce< MessagePart[] >( applyChunk, [] );
const tool = { toolCallId: 'c1', toolName: 'send_support_email' };

describe( 'the parts a stream tells', () => {
	it( 'joins the pieces of each text by its id', () => {
		expect( after( [
			{ type: 'text-start', id: 'a' }, { type: 'text-delta', id: 'a', delta: 'Hel' }, { type: 'text-start', id: 'b' },
			{ type: 'text-delta', id: 'b', delta: 'You' }, { type: 'text-delta', id: 'a', delta: 'lo' }, { type: 'text-end', id: 'a' },
		] ) ).toMatchObject( [ { text: 'Hello', state: 'done' }, { text: 'You', state: 'streaming' } ] );
	} );

	it( 'keeps sources and steps in order', () => {
		const source: StreamChunk = {
			type: 'source-url',
			sourceId: '1',
			url: 'https://a.example',
			title: 'A',
			providerMetadata: { aaia: { excerpt: '', date: null, language: '' } },
		};
		expect( after( [ { type: 'start-step' }, source, { type: 'finish-step' } ] ) ).toEqual( [ { type: 'step-start' }, source ] );
	} );

	it.each( [
		[ 'output-available', { type: 'tool-output-available', toolCallId: 'c1', output: {} } ],
		[ 'output-error', { type: 'tool-output-error', toolCallId: 'c1', errorText: 'x' } ],
		[ 'output-denied', { type: 'tool-output-denied', toolCallId: 'c1' } ],
	] as const )( 'leads a tool call through approval to %s in one part', ( state, output ) => {
		const asked = after( [
			{ type: 'tool-input-available', ...tool, input: { summary: 'x' } },
			{ type: 'tool-approval-request', toolCallId: 'c1', approvalId: 'p1' },
		] );
		expect( asked ).toMatchObject( [ { type: 'tool-send_support_email', state: 'approval-requested', approval: { id: 'p1' } } ] );
		const answered = [ { type: 'tool-input-available', ...tool, input: { summary: 'y' } } as const, output ].reduce< MessagePart[] >(
			applyChunk,
			asked
		);
		expect( answered ).toMatchObject( [ { state, input: { summary: 'y' }, approval: { id: 'p1' } } ] );
	} );

	it( 'ignores chunks it does not know, and pieces of texts and calls that never began', () => {
		expect(
			after( [
				{ type: 'text-delta', id: 'x', delta: 'lost' },
				{ type: 'tool-output-denied', toolCallId: 'x' },
				{ type: 'reasoning-delta' } as unknown as StreamChunk,
			] )
		).toEqual( [] );
	} );

	it( 'never changes the list it is given', () => {
		const before = Object.freeze( after( [ { type: 'text-start', id: 'a' } ] ).map( Object.freeze ) ) as MessagePart[];
		expect( applyChunk( before, { type: 'text-delta', id: 'a', delta: 'x' } ) ).toMatchObject( [ { text: 'x' } ] );
		expect( before ).toMatchObject( [ { text: '' } ] );
	} );
} );

describe( 'reading a stream', () => {
	const body = ( ...pieces: string[] ) => new ReadableStream< Uint8Array >( {
		start( controller ) {
			pieces.forEach( ( piece ) => controller.enqueue( new TextEncoder().encode( piece ) ) );
			controller.close();
		},
	} );

	it( 'hands over each chunk, counts comments as life, and survives bad JSON', async () => {
		const types: string[] = [];
		let bytes = 0;
		const complete = await readChunks(
			body(
				'data: {"type":"start"}\n\n',
				': wait\n\n',
				'data: {broken\n\ndata: null\n\ndata: 7\n\n',
				'data: {"type":"finish"}\n\ndata: [DONE]\n\n'
			),
			( chunk ) => types.push( chunk.type ),
			() => bytes++
		);
		expect( [ complete, types, bytes ] ).toEqual( [ true, [ 'start', 'finish' ], 4 ] );
	} );

	it( 'knows an answer that was cut off from a complete one', async () => {
		expect( await readChunks( body( 'data: {"type":"start"}\n\n' ), () => undefined, () => undefined ) ).toBe( false );
		expect( await readChunks( body( 'data: [DONE]\n\n' ), () => undefined, () => undefined ) ).toBe( true );
		expect( await readChunks( body( 'data: {"type":"abort"}\n\n' ), () => undefined, () => undefined ) ).toBe( true );
	} );
} );
