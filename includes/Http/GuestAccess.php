<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\SiteState;

/**
 * Whether guests (people who are not logged in) may read this site, as GuestProbe last found, and whether the chat may answer.
 *
 * Stored in the autoloaded option, so that a page or a visitor's request needs no query. Before the first probe the site counts as open.
 * Refusals of other plugins in `rest_authentication_errors` apply at any time (see GuestAuthentication).
 */
final class GuestAccess {

	/** Setting: the chat answers everybody even on a closed site. */
	public const SETTING = 'chat_on_closed_site';

	/** Error code of the refusal. */
	public const REFUSED = 'aaia_site_closed';

	private const STATE = 'guests';

	/** Stored values of an open site. Written as text, so that a page of the site need not load FrontPageAccess. */
	private const NOT_CLOSED = [ '', 'open' ];

	public function __construct(
		private readonly Settings $settings,
		private readonly SiteState $state,
	) {}

	/** The last result for the front page; null while there is none. */
	public function front_page(): ?FrontPageAccess {
		return FrontPageAccess::tryFrom( $this->stored()['front'] );
	}

	/** Whether the REST API last refused guests on our routes. */
	public function is_rest_closed(): bool {
		return $this->stored()['rest'];
	}

	/** Whether the owner lets the chat answer although the site is closed. */
	public function is_overridden(): bool {
		return $this->settings->bool( self::SETTING );
	}

	/** Whether the site's pages are closed to guests. Without a result for the front page, the REST API decides. */
	public function is_closed(): bool {
		$stored = $this->stored();
		return '' === $stored['front'] ? $stored['rest'] : $this->is_front_closed();
	}

	/** Whether visitors' requests are answered. Not on a closed site: answers would show members' pages to everybody. */
	public function admits_visitors(): bool {
		return ! $this->is_front_closed() || $this->is_overridden();
	}

	/** The error that visitors get on a closed site, in the language of the request. */
	public static function refusal( int $status = 403 ): \WP_Error {
		return new \WP_Error(
			self::REFUSED,
			__( 'This site is only open to people who are logged in, so its chat does not answer.', 'aaia-chatbot' ),
			[ 'status' => $status ],
		);
	}

	/** Whether pages show the chat. Not where all its requests would be refused. */
	public function shows_chat(): bool {
		return $this->admits_visitors() && ! $this->is_rest_closed();
	}

	/** Whether the assistant may read the site's pages and files. */
	public function may_be_read(): bool {
		return ! $this->is_closed() || $this->is_overridden();
	}

	/**
	 * Stores the results of a probe, if they changed.
	 *
	 * @param ?FrontPageAccess $front Null when the front page could not be read; the last result stays.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function record( ?FrontPageAccess $front, bool $is_rest_closed ): void {
		$seen = [
			'front' => $front->value ?? $this->stored()['front'],
			'rest'  => $is_rest_closed,
		];
		if ( $this->state->get( self::STATE ) !== $seen ) {
			$this->state->set( self::STATE, $seen );
		}
	}

	private function is_front_closed(): bool {
		return ! in_array( $this->stored()['front'], self::NOT_CLOSED, true );
	}

	/** @return array{front: string, rest: bool} */
	private function stored(): array {
		$stored = $this->state->get( self::STATE );
		return [
			'front' => is_array( $stored ) && is_string( $stored['front'] ?? null ) ? $stored['front'] : '',
			'rest'  => is_array( $stored ) && true === ( $stored['rest'] ?? null ),
		];
	}
}
