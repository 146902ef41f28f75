/** Preact without what the panel never uses: suspended components, hydration of their markup, and raw HTML (which it must never use). */
import { readFileSync } from 'node:fs';

/** Statements of `preact/dist/preact.mjs`, and what stands in their place. */
const CUTS = [
	// Raw HTML.
	[ '"dangerouslySetInnerHTML"==s?y=k:', '' ],
	[ '"dangerouslySetInnerHTML"==s?h=k:', '' ],
	[ 'h?(l||y&&(h.__html==y.__html||h.__html==t.innerHTML)||(t.innerHTML=h.__html),r.__k=[]):(y&&(t.textContent=""),', '(' ],
	// Suspended components.
	[ '128&u.__u&&(c=32&u.__u,s=u.__c.__z)&&(r.__u|=c,p=o=[],8==s.nodeType?l=B(s,o):o.push(s),l=o[0]||l),', '' ],
	[
		/if\(e\.length=v,r\.__v=null,c\|\|o\)if\(t&&t\.then\)\{.*?\}else o&&o\.some\(g\);else r\.__e=u\.__e;/,
		'e.length=v;r.__v=null;r.__e=u.__e;',
	],
	[ 't&&t.then||D(r)', 'D(r)' ],
	[ '!u&&(i=t.__c)&&(i=i.__z)&&(f=B(i,o=[]))&&(i==t.__e&&o.some(g),g(f),g(i)),', '' ],
	[ ',p&&p.some(g),', ',' ],
];

/** An esbuild plugin. Another version of Preact fails the build, so that the cuts are looked at again. */
export const leanPreact = {
	name: 'lean-preact',
	setup( build ) {
		build.onLoad( { filter: /preact[\\/]dist[\\/]preact\.mjs$/ }, ( { path } ) => {
			const contents = CUTS.reduce( ( code, [ from, to ] ) => {
				const cut = code.replace( from, () => to );
				if ( cut === code ) {
					throw new Error( `${ path }: this version of Preact has no “${ from }”.` );
				}
				return cut;
			}, readFileSync( path, 'utf8' ) );
			return { contents, loader: 'js' };
		} );
	},
};
