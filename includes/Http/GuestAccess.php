<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\SiteState;

/**
 * Whether people who are not logged in may read this site, as GuestProbe last saw it, and what follows for the chat.
 *
 * Kept in the one autoloaded option, so that a page or a visitor's request reads it without a query. Nothing is closed before the first
 * look; what other plugins say of a request in `rest_authentication_errors` counts at any time (see GuestAuthentication).
 */
final class GuestAccess {

	/** The owner lets the chat answer everybody on a closed site. */
	public const SETTING = 'chat_on_closed_site';

	/** Code of the refusal. */
	public const REFUSED = 'aaia_site_closed';

	private const STATE = 'guests';

	/** Stored values that close nothing. Not written with FrontPageAccess, whose file a page of the site would have to load for it. */
	private const NOT_CLOSED = [ '', 'open' ];

	public function __construct(
		private readonly Settings $settings,
		private readonly SiteState $state,
	) {}

	/** What the front page last was; null while it could never be looked at. */
	public function front_page(): ?FrontPageAccess {
		return FrontPageAccess::tryFrom( $this->stored()['front'] );
	}

	/** Whether the REST API last refused guests on our routes. */
	public function is_rest_closed(): bool {
		return $this->stored()['rest'];
	}

	/** Whether the owner wants the chat to answer although the site is closed. */
	public function is_overridden(): bool {
		return $this->settings->bool( self::SETTING );
	}

	/** Whether the site's pages are closed to guests; where the front page could never be looked at, the REST API stands for them. */
	public function is_closed(): bool {
		$stored = $this->stored();
		return '' === $stored['front'] ? $stored['rest'] : $this->is_front_closed();
	}

	/** Whether visitors' requests are answered. On a closed site they are not: answers would show members' pages to everybody. */
	public function admits_visitors(): bool {
		return ! $this->is_front_closed() || $this->is_overridden();
	}

	/** The refusal that visitors read on a closed site, in the language of the request. */
	public static function refusal( int $status = 403 ): \WP_Error {
		return new \WP_Error( self::REFUSED, __( 'This site is only open to people who are logged in, so its chat does not answer.', 'aaia-chatbot' ), [ 'status' => $status ] );
	}

	/** Whether a page shows the chat: not where each of its requests would be refused. */
	public function shows_chat(): bool {
		return $this->admits_visitors() && ! $this->is_rest_closed();
	}

	/** Whether the assistant may read the site's pages and files anew. */
	public function may_be_read(): bool {
		return ! $this->is_closed() || $this->is_overridden();
	}

	/**
	 * Keeps what was seen. Writes only what changed.
	 *
	 * @param ?FrontPageAccess $front Null when the front page could not be looked at: what was seen last stays.
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
