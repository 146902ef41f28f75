/** @jsxImportSource preact */
import { __, sprintf } from '../../../src/i18n/texts';
import { safeHref } from '../../../src/markdown/links';
import type { SourcePart } from '../../../src/wire/wire';
import { OutsideLink } from './Markdown';
import { Pure } from './Pure';

/** More than this many are folded away. */
const SHOWN = 3;

interface SourcesProps {
	sources: readonly SourcePart[];
	base: string;
}

/** Where an answer comes from. */
export class Sources extends Pure< SourcesProps > {
	public override render() {
		const { sources, base } = this.props;
		const links = sources.flatMap( ( source ) => {
			const href = safeHref( source.url, base );
			return href === null ? [] : [ { href, title: source.title || new URL( href ).hostname } ];
		} );
		const folded = links.length - SHOWN;
		return links.length > 0 && (
			<section class="sources" part="sources" aria-label={ __( 'Sources', 'aaia-chatbot' ) }>
				<div class="small" aria-hidden="true">{ __( 'Sources', 'aaia-chatbot' ) }</div>
				{ list( links.slice( 0, SHOWN ) ) }
				{ folded > 0 && <details><summary>{ sprintf( __( 'Show %d more', 'aaia-chatbot' ), folded ) }</summary>{ list( links.slice( SHOWN ) ) }</details> }
			</section>
		);
	}
}

function list( links: { href: string; title: string }[] ) {
	return <ol>{ links.map( ( { href, title } ) => <li key={ href }><OutsideLink href={ href }><span dir="auto">{ title }</span></OutsideLink></li> ) }</ol>;
}
