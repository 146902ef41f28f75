/** Bytes a visitor's browser loads. */
import { build } from '../tools/build.mjs';

export const title = 'What a visitor loads';

export async function measure() {
	const files = await build();
	const sum = ( pattern, key ) => files.filter( ( { path } ) => pattern.test( path ) ).reduce( ( total, file ) => total + file[ key ], 0 );
	const launcher = /^build\/widget\/launcher\./;
	const panel = /^build\/widget\/panel-fr_FR\.js$/;
	return [
		{ what: 'launcher on every page, gzip', value: sum( launcher, 'gzip' ), unit: 'bytes', bar: 2_200 },
		{ what: 'panel in French, after the first click, gzip', value: sum( panel, 'gzip' ), unit: 'bytes', bar: 25_000 },
		{ what: 'panel in French, after the first click, Brotli', value: sum( panel, 'brotli' ), unit: 'bytes', bar: 20_000 },
	];
}
