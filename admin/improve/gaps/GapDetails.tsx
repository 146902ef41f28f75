import { Button, Notice, Spinner } from '@wordpress/components';
import { useCallback } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { loadGap } from '../../data/gaps';
import { pageFacts } from '../../data/page-facts';
import { shortDate } from '../../shared/times';
import { useLoaded } from '../../shared/use-loaded';
import { PassageList } from '../answers/PassageList';
import { signalWord } from './words';

/** The questions of a gap with the answers they got, and the passages that are found today. */
export function GapDetails( { id, onLink }: { id: string; onLink: ( document: number ) => void } ) {
	const { value, problem } = useLoaded( useCallback( () => loadGap( id ), [ id ] ) );
	const { can, pages } = pageFacts();
	if ( value === null ) {
		return problem === '' ? <Spinner /> : <Notice status="error" isDismissible={ false }>{ problem }</Notice>;
	}
	return (
		<div className="aaia-gap__details">
			<section>
				<h3>{ __( 'Asked', 'aaia-chatbot' ) }</h3>
				<ul>
					{ value.questions.map( ( asked ) => (
						<li key={ asked.message }>
							<a href={ `${ pages.inbox }&conversation=${ encodeURIComponent( asked.conversation ) }` } dir="auto">
								{ asked.question }
							</a>
							<p className="aaia-gap__facts">
								{ [ shortDate( asked.asked_at ), asked.language, ...asked.signals.map( signalWord ) ].join( ' · ' ) }
							</p>
							<p className="aaia-gap__answer" dir="auto">
								{ asked.answer }
							</p>
						</li>
					) ) }
				</ul>
			</section>
			<section>
				<h3>{ __( 'Found today', 'aaia-chatbot' ) }</h3>
				<PassageList
					passages={ value.passages }
					action={ ( passage ) => can.manage && (
						<Button
							size="compact"
							variant="secondary"
							aria-label={ sprintf( /* translators: %s: title of a page. */ __( 'Answer with “%s”', 'aaia-chatbot' ), passage.title ) }
							onClick={ () => onLink( passage.document ) }
						>
							{ __( 'Answer with this page', 'aaia-chatbot' ) }
						</Button>
					) }
				/>
			</section>
		</div>
	);
}
