import { Button, Spinner } from '@wordpress/components';
import { useCallback } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { loadConnection, timeStream } from '../../../data/status';
import { screenLanguage } from '../../../shared/times';
import { useLoaded } from '../../../shared/use-loaded';
import { Section } from '../../Section';
import type { StreamTimes } from '../../../data/status';

/** From first to last piece the test stream takes 600 ms; when it arrives within this, a proxy held it back. Milliseconds. */
const AT_ONCE = 300;

const count = ( number: number ): string => Math.round( number ).toLocaleString( screenLanguage() );

/** How news and answers reach the browser: named, and tested from the server and from here. */
export function ConnectionSection() {
	const server = useLoaded( useCallback( loadConnection, [] ) );
	const browser = useLoaded( useCallback( timeStream, [] ) );
	const again = (): void => {
		server.reload();
		browser.reload();
	};
	return (
		<Section
			title={ __( 'Connection', 'aaia-chatbot' ) }
			description={ __( 'How answers and new messages reach the browser.', 'aaia-chatbot' ) }
		>
			<p>
				{ __(
					'New messages: polling. Open pages ask for news every few seconds, less often while nothing happens. That is normal: no push server and no WebSocket are set up, and none is needed.',
					'aaia-chatbot'
				) }
			</p>
			<ul className="aaia-status__checks" aria-live="polite">
				<Check
					name={ __( 'From the server', 'aaia-chatbot' ) }
					waiting={ server.value === null && server.problem === '' }
					ok={ server.value?.ok === true }
					sentence={ server.value === null ? server.problem : timed( server.value.sentence, server.value.milliseconds ) }
				/>
				<Check
					name={ __( 'From this browser', 'aaia-chatbot' ) }
					waiting={ browser.value === null && browser.problem === '' }
					ok={ browser.value !== null && arrivesLive( browser.value ) }
					sentence={ browser.value === null ? browser.problem : streamSentence( browser.value ) }
				/>
			</ul>
			<div>
				<Button __next40pxDefaultSize variant="secondary" onClick={ again }>
					{ __( 'Test the connection again', 'aaia-chatbot' ) }
				</Button>
			</div>
		</Section>
	);
}

function Check( { name, waiting, ok, sentence }: { name: string; waiting: boolean; ok: boolean; sentence: string } ) {
	return (
		<li>
			{ waiting ? <Spinner /> : (
				<span className="aaia-status__mark" data-tone={ ok ? 'good' : 'wait' }>
					{ ok ? __( 'Good', 'aaia-chatbot' ) : __( 'To look at', 'aaia-chatbot' ) }
				</span>
			) }
			<div>
				<strong>{ name }</strong>
				<p>{ waiting ? __( 'Testing…', 'aaia-chatbot' ) : sentence }</p>
			</div>
		</li>
	);
}

const timed = ( sentence: string, time: number ): string =>
/* translators: 1: a sentence, 2: number of milliseconds. */ sprintf( __( '%1$s (%2$s ms)', 'aaia-chatbot' ), sentence, count( time ) );

export const arrivesLive = ( { first, last }: StreamTimes ): boolean => last - first >= AT_ONCE;

/** What the times of the test stream say, and what to do. */
export function streamSentence( times: StreamTimes ): string {
	return arrivesLive( times )
		? /* translators: %s: number of milliseconds. */
			sprintf( __( 'Answers appear word by word. The first piece took %s ms.', 'aaia-chatbot' ), count( times.first ) )
		: timed(
			__(
				'Something between server and browser holds answers back until they are complete. They still arrive, in one piece. Switch buffering and compression off for the address of the REST API in nginx, the CDN or the cache plugin.',
				'aaia-chatbot'
			),
			times.last
		);
}
