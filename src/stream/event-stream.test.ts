import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventStreamParser } from './event-stream';
import type { StreamEvent } from './event-stream';

interface Case {
	name: string;
	stream: string;
	events: StreamEvent[];
	retry?: number | null;
}

function parse( chunks: readonly Uint8Array[] ): { events: StreamEvent[]; retry: number | null } {
	const parser = eventStreamParser();
	return { events: chunks.flatMap( parser.feed ), retry: parser.retry() };
}

/** Cuts at places given by a small generator with a fixed seed, so that a failure can be repeated. */
function cut( bytes: Uint8Array, seed: number ): Uint8Array[] {
	const chunks: Uint8Array[] = [];
	for ( let at = 0, state = seed; at < bytes.length; ) {
		state = ( state * 1103515245 + 12345 ) % 2147483648;
		const length = 1 + ( ( state >> 8 ) % 7 );
		chunks.push( bytes.slice( at, at + length ) );
		at += length;
	}
	return chunks;
}

const bytes = ( text: string ) => new TextEncoder().encode( text );

describe( 'the event stream parser', () => {
	const file = join( process.cwd(), '../shared/data/sse/cases.json' );
	if ( existsSync( file ) ) {
		const cases = JSON.parse( readFileSync( file, 'utf8' ) ) as Case[];
		it.each( cases.map( ( row ) => [ row.name, row ] as const ) )( 'reads %s the same whole, byte by byte and cut anywhere', ( _, row ) => {
			const stream = bytes( row.stream );
			const ways: Uint8Array[][] = [ [ stream ], Array.from( stream, ( byte ) => Uint8Array.of( byte ) ) ];
			for ( let seed = 1; seed <= 50; seed++ ) {
				ways.push( cut( stream, seed ) );
			}
			for ( const way of ways ) {
				const read = parse( way );
				expect( read.events ).toEqual( row.events );
				if ( row.retry !== undefined ) {
					expect( read.retry ).toBe( row.retry );
				}
			}
		} );
	} else {
		it.skip( 'cases: ../shared/data/sse/cases.json is not here', () => undefined );
	}

	it( 'joins a character and a line end that were cut in the middle', () => {
		const stream = bytes( 'data: é€😀\r\n\r\ndata: 2\r\r' );
		const read = parse( Array.from( stream, ( byte ) => Uint8Array.of( byte ) ) );
		expect( read.events.map( ( event ) => event.data ) ).toEqual( [ 'é€😀', '2' ] );
	} );

	it( 'ignores empty chunks, also between the halves of a line end', () => {
		const read = parse( [ bytes( 'data: 1\r' ), new Uint8Array(), bytes( '\n\r' ), new Uint8Array(), bytes( '\ndata: 2\n\n' ) ] );
		expect( read.events.map( ( event ) => event.data ) ).toEqual( [ '1', '2' ] );
	} );

	it( 'reads a megabyte that arrives byte by byte in linear time', () => {
		const parser = eventStreamParser();
		const stream = bytes( 'data: ' + 'x'.repeat( 1e6 ) + '\n\n' );
		const began = performance.now();
		let events = 0;
		stream.forEach( ( byte ) => ( events += parser.feed( Uint8Array.of( byte ) ).length ) );
		expect( events ).toBe( 1 );
		expect( performance.now() - began ).toBeLessThan( 5000 );
	} );
} );
