import './findings.css';
import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { safeHref } from './safe-href';
import { shortDate } from './times';
import type { ReactNode } from 'react';
import type { FindingPlace, KnowledgeFinding } from '../../src/wire/wire';

interface CardProps {
	finding: KnowledgeFinding;
	/** Id of the post being edited, which is then called "this page"; 0 outside an editor. */
	here?: number;
	/** Omitted where findings cannot be ignored. */
	onIgnore?: ( ( finding: KnowledgeFinding ) => void ) | undefined;
}

/** One finding: the problem, a quote of each page, and what to do about it. Quotes are shown as plain text. */
export function FindingCard( { finding, here = 0, onIgnore }: CardProps ) {
	const link = finding.kind === 'link' ? safeHref( finding.detail ) : null;
	return (
		<li className="aaia-finding" data-kind={ finding.kind }>
			<p className="aaia-finding__name">
				<strong>{ finding.name }</strong> { finding.sentence }
			</p>
			<Place place={ finding.place } here={ here } isLink={ finding.kind === 'link' } />
			{ finding.kind === 'link' && (
				<p className="aaia-finding__address" dir="ltr">
					{ link === null ? (
						finding.detail
					) : (
						<a href={ link } target="_blank" rel="noreferrer">
							{ finding.detail }
						</a>
					) }
				</p>
			) }
			{ finding.other !== null && (
				<Place place={ finding.other } here={ finding.other.document === finding.place.document ? here : 0 } isLink={ false } />
			) }
			<p className="aaia-finding__foot">
				{ finding.found_at !== null && (
					<span>{ sprintf( /* translators: %s: a date. */ __( 'Found on %s', 'aaia-chatbot' ), shortDate( finding.found_at ) ) }</span>
				) }
				{ finding.id !== null && onIgnore !== undefined && (
					<Button
						size="compact"
						variant="tertiary"
						onClick={ () => onIgnore( finding ) }
						aria-label={ `${ finding.ignored ? __( 'Stop ignoring', 'aaia-chatbot' ) : __( 'Ignore', 'aaia-chatbot' ) }: ${ finding.name }, ${
							finding.place.value
						}` }
					>
						{ finding.ignored ? __( 'Stop ignoring', 'aaia-chatbot' ) : __( 'Ignore', 'aaia-chatbot' ) }
					</Button>
				) }
			</p>
		</li>
	);
}

function Place( { place, here, isLink }: { place: FindingPlace; here: number; isLink: boolean } ) {
	const isHere = here !== 0 && place.post === here;
	const title = place.title || place.url || __( 'Without a title', 'aaia-chatbot' );
	const view = safeHref( place.url );
	return (
		<div className="aaia-finding__place">
			{ place.quote !== '' && <blockquote dir="auto">{ isLink ? place.quote : marked( place.quote, place.value ) }</blockquote> }
			<p className="aaia-finding__page">
				{ isHere ? <span>{ __( 'This page', 'aaia-chatbot' ) }</span> : <span dir="auto">{ title }</span> }
				{ ! isHere && place.edit_url !== null && (
					<a href={ place.edit_url } aria-label={ /* translators: %s: title of a page. */ sprintf( __( 'Edit “%s”', 'aaia-chatbot' ), title ) }>
						{ __( 'Edit', 'aaia-chatbot' ) }
					</a>
				) }
				{ ! isHere && view !== null && (
					<a href={ view } aria-label={ /* translators: %s: title of a page. */ sprintf( __( 'View “%s”', 'aaia-chatbot' ), title ) }>
						{ __( 'View', 'aaia-chatbot' ) }
					</a>
				) }
				{ ! isHere && place.modified_at !== null && (
					<span className="aaia-finding__age">
						{ sprintf( /* translators: %s: a date. */ __( 'last changed on %s', 'aaia-chatbot' ), shortDate( place.modified_at ) ) }
					</span>
				) }
			</p>
		</div>
	);
}

/** The quote, with the value marked if it occurs in it literally. */
function marked( quote: string, value: string ): ReactNode {
	const at = value === '' ? -1 : quote.indexOf( value );
	return at < 0 ? quote : <>{ quote.slice( 0, at ) }<mark>{ value }</mark>{ quote.slice( at + value.length ) }</>;
}
