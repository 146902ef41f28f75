<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Canned;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Storage\SiteState;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Canned replies of the current user, and those shared with the team.
 *
 * Everybody who may reply uses the shared ones and has their own; shared ones are written by those who manage the settings. Of an owner
 * no two have the same code; a personal one may have the code of a shared one, and is listed first.
 *
 * @phpstan-type Fields array{code?: string, title?: string, folder?: string, text?: string, shared?: bool}
 */
final class CannedReplyService {

	/** Most replies of one owner, so that all of them fit into one answer. */
	public const MOST = 500;

	/** Option: whether the examples were added or declined; they are offered until then. */
	private const DECIDED = 'aaia_chatbot_example_replies';

	public function __construct(
		private readonly CannedReplyRepository $replies,
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly SiteState $state,
	) {}

	/**
	 * What the user may insert, in order of code, the user's own first where two have one code.
	 *
	 * @param string $search Words that all occur, or begin a word, in code, title, folder or text, whatever case and accents; empty for all.
	 *
	 * @return list<CannedReply>
	 */
	public function visible_to( int $user_id, string $search = '' ): array {
		$words   = array_filter( explode( ' ', TextFolder::fold( $search ) ) );
		$replies = array_filter(
			[ ...$this->replies->of( $user_id ), ...$this->replies->of( CannedReply::SHARED ) ],
			static function ( CannedReply $reply ) use ( $words ): bool {
				$text = ' ' . TextFolder::fold( "$reply->code $reply->title $reply->folder $reply->text" );
				return [] === array_filter( $words, static fn( string $word ): bool => ! str_contains( $text, ' ' . $word ) );
			}
		);
		usort( $replies, static fn( CannedReply $a, CannedReply $b ): int => strcmp( $a->code, $b->code ) ?: $b->owner_id <=> $a->owner_id );
		return $replies;
	}

	/**
	 * @param Fields $fields
	 *
	 * @throws CannedReplyRefused
	 */
	public function add( array $fields, int $user_id ): CannedReply {
		$owner = $this->owner( $fields['shared'] ?? false, $user_id );
		return $this->database->transaction( function () use ( $fields, $owner, $user_id ): CannedReply {
			$this->check_room( $owner );
			$data = self::checked( $fields + [ 'code' => '', 'title' => '', 'folder' => '', 'text' => '' ] );
			$id   = $this->replies->add( [ 'owner_id' => $owner ] + $data + $this->change_of( $user_id ) )
				?? throw self::taken( $data['code'] ?? '' );
			return $this->replies->by_id( $id ) ?? throw new \LogicException( 'The reply that was added is gone.' );
		} );
	}

	/** @throws CannedReplyRefused When an owner has as many as there can be. */
	private function check_room( int $owner ): void {
		if ( $this->replies->count( $owner ) >= self::MOST ) {
			throw new CannedReplyRefused(
				409,
				'aaia_too_many',
				/* translators: %d: a number. */
				sprintf( __( 'There can be at most %d canned replies. Delete one first.', 'aaia-chatbot' ), self::MOST )
			);
		}
	}

	/**
	 * Changes the fields that are given.
	 *
	 * @param Fields $fields
	 *
	 * @return ?CannedReply Null when it is gone or belongs to somebody else.
	 *
	 * @throws CannedReplyRefused
	 */
	public function change( int $id, array $fields, int $user_id ): ?CannedReply {
		return $this->database->transaction( function () use ( $id, $fields, $user_id ): ?CannedReply {
			$reply = $this->editable( $id, $user_id );
			if ( null === $reply ) {
				return null;
			}
			$owner = isset( $fields['shared'] ) && $fields['shared'] !== $reply->is_shared()
				? $this->owner( $fields['shared'], $user_id )
				: $reply->owner_id;
			if ( $owner !== $reply->owner_id ) {
				$this->check_room( $owner );
			}
			$data  = self::checked( $fields );
			$same  = $this->replies->by_code( $owner, $data['code'] ?? $reply->code );
			if ( null !== $same && $same->id !== $id ) {
				throw self::taken( $same->code );
			}
			$this->replies->change( $id, [ 'owner_id' => $owner ] + $data + $this->change_of( $user_id ) );
			return $this->replies->by_id( $id );
		} );
	}

	/**
	 * @return bool False when it is gone or belongs to somebody else.
	 *
	 * @throws CannedReplyRefused
	 */
	public function delete( int $id, int $user_id ): bool {
		$reply = $this->editable( $id, $user_id );
		if ( null !== $reply ) {
			$this->replies->delete( $id );
		}
		return null !== $reply;
	}

	/** Whether to offer the examples: to those who may add them, until somebody has added or declined them. */
	public function offers_examples(): bool {
		return Capability::Manage->allowed() && false === get_option( self::DECIDED );
	}

	/**
	 * Adds the examples in these languages as shared replies, and does not offer them again. What has the code of one stays as it is.
	 *
	 * @param list<string> $languages `en`, `fr`; none declines the offer.
	 */
	public function add_examples( array $languages, int $user_id ): void {
		foreach ( $languages as $language ) {
			foreach ( ExampleReplies::in( $language ) as $example ) {
				if ( $this->replies->count( CannedReply::SHARED ) < self::MOST ) {
					$this->replies->add( [ 'owner_id' => CannedReply::SHARED ] + $example + $this->change_of( $user_id ) );
				}
			}
		}
		update_option( self::DECIDED, implode( ',', $languages ), false );
	}

	/** Deletes the own replies of a user who was removed. Hooks: `deleted_user`, `remove_user_from_blog`. A fault does not hold up the removal. */
	public function forget( mixed $user_id ): void {
		if ( ! is_numeric( $user_id ) || (int) $user_id <= 0 || ! $this->state->is_served() ) {
			return;
		}
		try {
			$this->replies->delete_of( (int) $user_id );
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Canned replies of a removed user: ' . $failure->getMessage() );
		}
	}

	/** @throws CannedReplyRefused When it is shared and the user may not write shared ones. */
	private function editable( int $id, int $user_id ): ?CannedReply {
		$reply = $this->replies->by_id( $id );
		if ( null === $reply || ! $reply->is_shared() && $reply->owner_id !== $user_id ) {
			return null;
		}
		$this->owner( $reply->is_shared(), $user_id );
		return $reply;
	}

	/** @throws CannedReplyRefused */
	private function owner( bool $shared, int $user_id ): int {
		if ( $shared && ! Capability::Manage->allowed() ) {
			throw new CannedReplyRefused(
				403,
				'aaia_shared_reply',
				__( 'Only those who manage the settings can write shared replies. Save it as a personal one instead.', 'aaia-chatbot' )
			);
		}
		return $shared ? CannedReply::SHARED : $user_id;
	}

	/**
	 * The columns of the given fields.
	 *
	 * @param Fields $fields
	 *
	 * @return array{code?: string, title?: string, folder?: string, text?: string}
	 *
	 * @throws CannedReplyRefused
	 */
	private static function checked( array $fields ): array {
		unset( $fields['shared'] );
		if ( isset( $fields['code'] ) ) {
			$fields['code'] = self::code( $fields['code'] );
		}
		if ( '' === ( $fields['text'] ?? 'unchanged' ) ) {
			throw new CannedReplyRefused( 400, 'aaia_empty', __( 'Write the text of the reply.', 'aaia-chatbot' ) );
		}
		return $fields;
	}

	/**
	 * A code as it is kept: folded, without a slash before it, with hyphens for spaces.
	 *
	 * @throws CannedReplyRefused
	 */
	private static function code( string $typed ): string {
		$code = (string) preg_replace( '/\s+/u', '-', ltrim( TextFolder::fold_letters( $typed ), "/ \n" ) );
		if ( 1 !== preg_match( '/\A[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}\z/u', $code ) ) {
			throw new CannedReplyRefused(
				400,
				'aaia_code',
				__( 'The code is 1 to 40 letters, digits, hyphens and underscores, such as “thanks”.', 'aaia-chatbot' )
			);
		}
		return $code;
	}

	private static function taken( string $code ): CannedReplyRefused {
		/* translators: %s: the code of a canned reply. */
		$words = sprintf( __( 'Another reply already has the code /%s.', 'aaia-chatbot' ), $code );
		return new CannedReplyRefused( 409, 'aaia_code_taken', $words );
	}

	/** @return array{changed_by: int, changed_at: string} */
	private function change_of( int $user_id ): array {
		return [ 'changed_by' => $user_id, 'changed_at' => Time::to_database( $this->clock->now() ) ];
	}
}
