/** @jsxImportSource preact */
import { __, sprintf } from '../../../src/i18n/texts';
import { safeHref } from '../../../src/markdown/safe-href';
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
export class Sources extends Pure< SourcesProps, { all: boolean } > {
	public override state = { all: false };

	public override render() {
		const { sources, base } = this.props;
		const { all } = this.state;
		const links = sources.flatMap( ( source ) => {
			const href = safeHref( source.url, base );
			return href === null ? [] : [ { href, title: source.title || new URL( href ).hostname } ];
		} );
		const folded = links.length - SHOWN;
		return links.length > 0 && (
			<section class="sources" part="sources" aria-label={ __( 'Sources', 'aaia-chatbot' ) }>
				<div class="small" aria-hidden="true">{ __( 'Sources', 'aaia-chatbot' ) }</div>
				<ol>
					{ links.slice( 0, all ? links.length : SHOWN ).map( ( { href, title } ) => (
						<li key={ href }><OutsideLink href={ href }><span dir="auto">{ title }</span></OutsideLink></li>
					) ) }
				</ol>
				{ folded > 0 && (
					<button class="link small" aria-expanded={ all } onClick={ () => this.setState( { all: ! all } ) }>
						{ all ? __( 'Show less', 'aaia-chatbot' ) : sprintf( __( 'Show %d more', 'aaia-chatbot' ), folded ) }
					</button>
				) }
			</section>
		);
	}
}
