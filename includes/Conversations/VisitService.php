<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Http\Browser;
use Aaia\Chatbot\Http\Origins;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Text;

/**
 * Keeps the page on which a visitor has the chat open, and the browser, from the headers of the panel's requests.
 *
 * Only the newest page is kept, with the conversation, and erased with it. Pages of other sites are not kept: their browsers send no
 * `Referer` to this one.
 */
final class VisitService {

	private const MAX_URL = 2000;

	private const MAX_TITLE = 300;

	/** Names of query values that open doors or name people; as `widget/panel/page.ts` has them. */
	private const SECRET_NAME = '/token|key|pass|auth|code|secret|sess|sig|nonce|hash|mail|jwt/i';

	/** Long runs without spaces look like a token whatever they are called. */
	private const SECRET_VALUE = '#\A[\w.~+/=-]{24,}\z#';

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly ConversationRepository $conversations,
		private readonly VisitRepository $visits,
		private readonly Origins $origins,
	) {}

	/** Stores page and browser if they changed. Headers are as sent; what does not fit is left out. */
	public function note( Conversation $conversation, string $referer, string $user_agent, string $languages ): void {
		$browser = Browser::of( $user_agent );
		$url     = $this->page( $referer );
		$visit   = new Visit( $url, '', $browser->words(), $browser->device, self::language( $languages ), $this->clock->now() );
		$before  = $this->visits->of( $conversation->id );
		if ( '' === $url && null !== $before ) {
			// A page that the browser does not name does not hide the one before.
			$visit = new Visit( $before->url, $before->title, $visit->browser, $visit->device, $visit->language, $before->seen_at );
		}
		if ( $before?->is_like( $visit ) || '' === $visit->url . $visit->browser . $visit->device . $visit->language ) {
			return;
		}
		$visit = '' === $url ? $visit
			: new Visit( $url, self::title( $url, $conversation ), $visit->browser, $visit->device, $visit->language, $visit->seen_at );
		$this->database->transaction(
			function () use ( $conversation, $visit ): void {
				if ( null !== $this->conversations->lock( $conversation->id ) ) {
					$this->visits->put( $conversation->id, $visit );
					$this->events->append( EventType::PageChanged, $conversation->id );
				}
			}
		);
	}

	/** The address of a page of this site without fragment, user name and query values that look like secrets; empty for anything else. */
	private function page( string $referer ): string {
		$parts = strlen( $referer ) <= self::MAX_URL && $this->origins->is_own( $referer ) ? wp_parse_url( esc_url_raw( $referer ) ) : false;
		if ( ! is_array( $parts ) || ! isset( $parts['scheme'], $parts['host'] ) ) {
			return '';
		}
		$kept = array_filter( explode( '&', $parts['query'] ?? '' ), static function ( string $pair ): bool {
			[ $name, $value ] = explode( '=', $pair, 2 ) + [ '', '' ];
			return '' !== $pair && 1 !== preg_match( self::SECRET_NAME, urldecode( $name ) )
				&& 1 !== preg_match( self::SECRET_VALUE, urldecode( $value ) );
		} );
		$port = isset( $parts['port'] ) ? ":{$parts['port']}" : '';
		$query = [] === $kept ? '' : '?' . implode( '&', $kept );
		$url   = $parts['scheme'] . '://' . $parts['host'] . $port . ( $parts['path'] ?? '/' ) . $query;
		// Encoded brackets are longer than those that were sent.
		return strlen( $url ) <= self::MAX_URL ? $url : '';
	}

	/** The title that the visitor's browser gave for this page before, or that of the published post that it shows; empty without either. */
	private static function title( string $url, Conversation $conversation ): string {
		if ( $url === $conversation->page_url ) {
			return $conversation->page_title;
		}
		$id    = url_to_postid( $url );
		$title = $id > 0 && is_post_publicly_viewable( $id ) ? get_the_title( $id ) : '';
		return Text::truncate( Text::line( html_entity_decode( wp_strip_all_tags( $title ), ENT_QUOTES | ENT_HTML5 ) ), self::MAX_TITLE );
	}

	/** The first language of an `Accept-Language` header. */
	private static function language( string $languages ): string {
		return 1 === preg_match( '/\A\s*([a-z]{2,3}(?:-[a-z0-9]{2,8}){0,2})\s*(?:[,;]|\z)/i', $languages, $found ) ? $found[1] : '';
	}
}
