import type { Locator, Page } from '@playwright/test';
import { deflateSync } from 'node:zlib';

/** Files to attach, and ways to bring them in. */

export const PDF = Buffer.from( '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n' );

/** Tables of CRC-32, for PNG. */
function crc( bytes: Buffer ): number {
	let value = 0xffffffff;
	for ( const byte of bytes ) {
		value ^= byte;
		for ( let bit = 0; bit < 8; bit++ ) {
			value = ( value >>> 1 ) ^ ( value & 1 ? 0xedb88320 : 0 );
		}
	}
	return ( value ^ 0xffffffff ) >>> 0;
}

/** A picture: a gradient. */
export function png( width: number, height: number ): Buffer {
	const chunk = ( name: string, data: Buffer ): Buffer => {
		const body = Buffer.concat( [ Buffer.from( name ), data ] );
		const length = Buffer.alloc( 4 );
		length.writeUInt32BE( data.length );
		const sum = Buffer.alloc( 4 );
		sum.writeUInt32BE( crc( body ) );
		return Buffer.concat( [ length, body, sum ] );
	};
	const head = Buffer.alloc( 13 );
	head.writeUInt32BE( width, 0 );
	head.writeUInt32BE( height, 4 );
	head.set( [ 8, 2 ], 8 );
	const rows = Buffer.alloc( height * ( 1 + width * 3 ) );
	for ( let y = 0; y < height; y++ ) {
		for ( let x = 0; x < width; x++ ) {
			rows.set( [ 40 + ( 180 * x ) / width, 90 + ( 120 * y ) / height, 200 - ( 60 * x ) / width ], y * ( 1 + width * 3 ) + 1 + x * 3 );
		}
	}
	return Buffer.concat( [
		Buffer.from( [ 0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10 ] ),
		chunk( 'IHDR', head ),
		chunk( 'IDAT', deflateSync( rows ) ),
		chunk( 'IEND', Buffer.alloc( 0 ) ),
	] );
}

export function wav(): Buffer {
	const samples = 8000;
	const head = Buffer.alloc( 44 );
	head.write( 'RIFF', 0 );
	head.writeUInt32LE( 36 + samples, 4 );
	head.write( 'WAVEfmt ', 8 );
	head.writeUInt32LE( 16, 16 );
	head.writeUInt16LE( 1, 20 );
	head.writeUInt16LE( 1, 22 );
	head.writeUInt32LE( 8000, 24 );
	head.writeUInt32LE( 8000, 28 );
	head.writeUInt16LE( 1, 32 );
	head.writeUInt16LE( 8, 34 );
	head.write( 'data', 36 );
	head.writeUInt32LE( samples, 40 );
	return Buffer.concat( [ head, Buffer.alloc( samples, 0x80 ) ] );
}

/** A drag of files over an element: `enter`, then `drop`. */
export async function drags(
	page: Page,
	over: Locator,
	kind: 'dragenter' | 'drop',
	files: ReadonlyArray< { name: string; mimeType: string; buffer: Buffer } >,
) {
	const transfer = await page.evaluateHandle( ( given ) => {
		const data = new DataTransfer();
		given.forEach( ( { name, mimeType, base64 } ) => {
			const bytes = Uint8Array.from( atob( base64 ), ( sign ) => sign.charCodeAt( 0 ) );
			data.items.add( new File( [ bytes ], name, { type: mimeType } ) );
		} );
		return data;
	}, files.map( ( { name, mimeType, buffer } ) => ( { name, mimeType, base64: buffer.toString( 'base64' ) } ) ) );
	await over.dispatchEvent( kind, { dataTransfer: transfer } );
}

/** Pastes a picture, as a screenshot tool leaves it. */
export async function pastes( field: Locator, name: string, buffer: Buffer ): Promise< void > {
	await field.evaluate( ( element, [ called, base64 ] ) => {
		const bytes = Uint8Array.from( atob( base64 as string ), ( sign ) => sign.charCodeAt( 0 ) );
		const data = new DataTransfer();
		data.items.add( new File( [ bytes ], called as string, { type: 'image/png' } ) );
		element.dispatchEvent( new ClipboardEvent( 'paste', { clipboardData: data, bubbles: true, cancelable: true } ) );
	}, [ name, buffer.toString( 'base64' ) ] );
}
