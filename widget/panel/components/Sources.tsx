/** @jsxImportSource preact */
import { __, sprintf } from '../../../src/i18n/texts';
import { safeHref } from '../../../src/markdown/safe-href';
import type { SourcePart } from '../../../src/wire/wire';
import type { Controller } from '../controller';
import { onEscape } from '../on-escape';
import { sourceFacts } from '../source-facts';
import { IconButton } from './IconButton';
import { Later } from './Later';
import { OutsideLink } from './Markdown';
import { Pure } from './Pure';

interface SourcesProps {
	sources: readonly SourcePart[];
	base: string;
	/** Id of the message they belong to. */
	message: string;
	controller: Controller;
	language: string;
	/** Tells this region from those of other messages. */
	number: string;
	/** Longest comment, in characters. */
	limit: number;
}

interface SourcesState {
	/** Id of the source whose error is being described. */
	wrong: string | null;
	/** Ids of the sources that were reported. */
	reported: readonly string[];
}

/** Where an answer comes from: exact place, date and language, and a way to say that it is wrong. */
export class Sources extends Pure< SourcesProps, SourcesState > {
	public override state: SourcesState = { wrong: null, reported: [] };

	#box: HTMLElement | null = null;

	/** The keyboard goes back to where it came from. */
	#close = (): void => {
		this.#box?.querySelector< HTMLElement >( '[aria-expanded=true]' )?.focus();
		this.setState( { wrong: null } );
	};

	public override render() {
		const { sources, base, message, controller, language, number, limit } = this.props;
		const { wrong, reported } = this.state;
		const links = sources.flatMap( ( source ) => {
			const href = safeHref( source.url, base );
			return href === null ? [] : [ { source, href, title: source.title || new URL( href ).hostname } ];
		} );
		return links.length > 0 && (
			<section class="sources" part="sources" aria-label={ __( 'Sources', 'aaia-chatbot' ) + number }>
				<div class="small" aria-hidden="true">{ __( 'Sources', 'aaia-chatbot' ) }</div>
				<div ref={ ( box ) => void ( this.#box = box ) } onKeyDown={ wrong ? onEscape( this.#close ) : undefined }><ol>
					{ links.map( ( { source: { sourceId: id, providerMetadata }, href, title } ) => {
						const facts = sourceFacts( providerMetadata?.aaia, language );
						return (
							<li key={ href }>
								<OutsideLink href={ href }>
									<span dir="auto">{ title }</span>
									{ facts && <small>{ facts }</small> }
								</OutsideLink>
								{ reported.includes( id ) ? (
									<Later controller={ controller } draw={ ( { Thanks } ) => <Thanks /> } />
								) : (
									<IconButton
										icon="flag"
										label={ sprintf( /* translators: %s: title of a page. */ __( 'Report an error: %s', 'aaia-chatbot' ), title ) }
										aria-expanded={ wrong === id }
										onClick={ () => this.setState( { wrong: wrong === id ? null : id } ) }
									/>
								) }
								{ wrong === id && (
									<Later
										controller={ controller }
										takesFocus
										onCancel={ this.#close }
										draw={ ( { Report } ) => (
											<Report
												message={ message }
												source={ id }
												controller={ controller }
												limit={ limit }
												onCancel={ this.#close }
												onDone={ () => this.setState( { wrong: null, reported: [ ...reported, id ] } ) }
											/>
										) }
									/>
								) }
							</li>
						);
					} ) }
				</ol></div>
			</section>
		);
	}
}
