/**
 * Preact without what the panel never uses: suspended components, hydration, contexts, portals, old methods of a component's life, error
 * boundaries, options, styles as objects, MathML, and raw HTML (which it must never use).
 */
import { readFileSync } from 'node:fs';

/** Statements of `preact/dist/preact.mjs`, with their replacements. */
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
	// Hydration.
	[
		',o)for(s=0;s<o.length;s++)if((k=o[s])&&(C?k.localName==C:3==k.nodeType)){t=k,o[s]=null;break}' +
			'if(!t){if(M=a.ownerDocument||document,!C)return M.createTextNode(x);' +
			't=M.createElementNS(f,C,x.is?x:a),l&&(n.__m&&n.__m(r,o),l=!1),o=null}',
		',!t){if(!C)return document.createTextNode(x);t=document.createElementNS(f,C)}',
	],
	[
		'if(a="template"==C&&t.content||t,o="textarea"==C&&null!=x.defaultValue?null:o&&d.call(a.childNodes),!l&&o)' +
			'for($={},s=0;s<t.attributes.length;s++)$[(k=t.attributes[s]).name]=k.value;for(s in $)',
		'for(s in $)',
	],
	[ 'I(a,w(_)?_:[_],r,u,i,f,o,e,o?o[0]:u.__k&&S(u,0),l,c),o&&o.some(g)', 'I(t,w(_)?_:[_],r,u,i,f,o,e,u.__k&&S(u,0),l,c)' ],
	[ 'l&&"function"!=typeof k||$[s]===k', '$[s]===k' ],
	[ '$===x||l&&t.data==x||', '$===x||' ],
	[ '32&u.__u?[i]:null', 'null' ],
	[ 'i||S(u),32&u.__u,o)', 'i||S(u),0,o)' ],
	[ 'n.__&&n.__(t,r),9==r.nodeType&&(r=r.documentElement),i=(u=t&&32&t.__u)?null:r.__k,', 'i=r.__k,' ],
	[ 'i?null:r.firstChild?d.call(r.childNodes):null,f,i?i.__e:r.firstChild,u,o)', 'null,f,i?i.__e:null,0,o)' ],
	[
		/for\(t&&!t\.parentNode&&\(t=S\(n\)\)&&!t\.parentNode&&\(t=null\),o=n\.__e,e=t;e&&8==e\.nodeType;\)e=e\.nextSibling;for\(o!=e&&\((.*?)\),t=o;.*?;\);return t/,
		't&&!t.parentNode&&(t=S(n))&&!t.parentNode&&(t=null);(o=n.__e)!=t&&(!u&&r.moveBefore&&o.parentNode?r.moveBefore(o,t):r.insertBefore(o,t||null));return o.nextSibling',
	],
	// Contexts and old methods of a component's life.
	[ 'j=(s=V.contextType)&&i[s.__c],L=s?j?j.props.value:s.__:i,', '' ],
	[ 'new V(M,L)', 'new V(M)' ],
	[ 'new x(M,L)', 'new x(M)' ],
	[ 'j&&j.sub(d),', '' ],
	[ 'd.context=L,', '' ],
	[ 'shouldComponentUpdate(M,d.__s,L)', 'shouldComponentUpdate(M,d.__s)' ],
	[ 'd.render(d.props,d.state=d.__s,d.context)', 'd.render(d.props,d.state=d.__s)' ],
	[ ',V.getDerivedStateFromProps&&(d.__s==d.state&&(d.__s=_({},d.__s)),_(d.__s,V.getDerivedStateFromProps(M,d.__s)))', '' ],
	[ 'M!==k&&C&&!V.getDerivedStateFromProps&&d.componentWillReceiveProps&&d.componentWillReceiveProps(M,L),', '' ],
	[ 'd.componentWillUpdate&&d.componentWillUpdate(M,d.__s,L),', '' ],
	[ 'C&&!V.getDerivedStateFromProps&&d.componentWillMount&&d.componentWillMount(),', '' ],
	[ 'd.getChildContext&&(i=_({},i,d.getChildContext())),C&&u.__c&&d.getSnapshotBeforeUpdate&&(m=d.getSnapshotBeforeUpdate(k,b)),', '' ],
	[ 'd.componentDidUpdate(k,b,m)', 'd.componentDidUpdate(k,b)' ],
	[ '"function"==typeof n&&(n=n(_({},r),this.props)),', '' ],
	[ 'this.__v&&(this.__g|=4,n&&this.__h.push(n),L(this))', 'this.__v&&(this.__g|=4,L(this))' ],
	// Portals.
	[ /M\.__P&&\(s=l,.*?:null\),(?=l=I)/, '' ],
	[ 'M.__P&&(r.__e=null,l=s),', '' ],
	[ '"function"!=typeof n.type||n.props.__P?null:S(n)', '"function"!=typeof n.type?null:S(n)' ],
	[ 'n.__c&&!n.props.__P)', 'n.__c)' ],
	[ 'if(n.props.__P)return t;', '' ],
	[ 'u&&!t.props.__P)', 'u)' ],
	// Options and error boundaries.
	[ 'return!o&&n.vnode&&n.vnode(e),e', 'return e' ],
	[ 'n.vnode&&n.vnode(r),', '' ],
	[ '(s=n.__b)&&s(r);', '' ],
	[ 'H=n.__r,', '' ],
	[ 'H&&H(r),', '' ],
	[ 'return(s=n.diffed)&&s(r),l', 'return l' ],
	[ 'n.unmount&&n.unmount(t),', '' ],
	[ 'n.__c&&n.__c(r,t),', '' ],
	[ 'u(n.event?n.event(r):r)', 'u(r)' ],
	[
		'(8&t.__g||(t.__g|=8,u.push(t),f++))&&i==n.debounceRendering||((i=n.debounceRendering)||queueMicrotask)(H)',
		'8&t.__g||(t.__g|=8,u.push(t),f++)||queueMicrotask(H)',
	],
	[ '(i||queueMicrotask)(H)', 'queueMicrotask(H)' ],
	[ /n=\{__e:function\(n,t,r,u\)\{for.*?throw f=0,n\}\}/, 'n={__e:function(n){throw f=0,n}}' ],
	// Attributes: styles as objects, listeners that capture, boxes to tick, progress, MathML and what else the panel has not.
	[ /if\("style"==t\)if.*?\}else if\("o"==t\[0\]/, 'if("o"==t[0]' ],
	[
		'f=t!=(t=t.replace(l,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),r?n.addEventListener(t,o,f):n.removeEventListener(t,o,f)',
		't=t.slice(2).toLowerCase(),r?n.addEventListener(t,o):n.removeEventListener(t,o)',
	],
	[
		/if\("http:\/\/www\.w3\.org\/2000\/svg"==i\)t=.*?;else if\("width"!=t.*?&&t in n\)/,
		'if("http://www.w3.org/2000/svg"!=i&&"href"!=t&&"tabIndex"!=t&&"role"!=t&&t in n)',
	],
	[ '"popover"==t&&1==r?"":r', 'r' ],
	[ '"math"==C?f="http://www.w3.org/1998/Math/MathML":', '' ],
	[ '("foreignObject"==C||"http://www.w3.org/1998/Math/MathML"==f&&v.test(C))&&(f="http://www.w3.org/1999/xhtml"),', '' ],
	[ '"checked"==s&&"defaultChecked"in x||', '' ],
	[ '"checked"==s?m=k:', '' ],
	[
		/l&&"textarea"!=C\|\|\(s="value",.*?s="checked",null!=m&&m!=t\[s\]&&N\(t,s,m,\$\[s\],f\)\)/,
		'null==b||b===t.value||N(t,"value",b,$.value,f)',
	],
	// What compiled markup calls: one function beside the core, in place of a module with a second maker of nodes.
	[ 'export{', 'export function jsx(n,{ref:t,...r},u){return m(n,r,u,t,null)}export{jsx as jsxs,' ],
];

/** An esbuild plugin. The build fails on another version of Preact, so that the replacements are reviewed. */
export const leanPreact = {
	name: 'lean-preact',
	setup( build ) {
		build.onResolve(
			{ filter: /^preact\/jsx-runtime$/ },
			( { resolveDir } ) => build.resolve( 'preact', { resolveDir, kind: 'import-statement' } )
		);
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
