<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Http\InvitationRepository;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * The e-mail address to which replies in a conversation may be mailed: the one that staff entered, else the newest one that the visitor
 * gave, once its owner has confirmed it. Where it changes, links mailed before open nothing any more.
 */
final class ReplyAddresses {

	/** States of a conversation's address in an event. */
	public const ENTERED = 'entered';

	public const REMOVED = 'removed';

	/** Addresses that a visitor gave which are looked at, newest first. */
	private const RECENT = 20;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly ConversationRepository $conversations,
		private readonly InvitationRepository $invitations,
	) {}

	/** The address in force, or null. */
	public function of( int $conversation_id ): ?string {
		return $this->entered( $conversation_id ) ?? $this->verified( $conversation_id );
	}

	/** The address that staff entered, or null. */
	public function entered( int $conversation_id ): ?string {
		return $this->database->value(
			'SELECT email FROM %i WHERE conversation_id = %d',
			$this->database->table( 'reply_addresses' ),
			$conversation_id
		);
	}

	/**
	 * Stores the address that an agent entered.
	 *
	 * @param string $email    Valid.
	 * @param int    $agent_id WordPress user.
	 *
	 * @throws ConversationNotFound When the conversation is gone.
	 */
	public function enter( int $conversation_id, string $email, int $agent_id ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $email, $agent_id ): void {
				$this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
				if ( $email === $this->entered( $conversation_id ) ) {
					return;
				}
				if ( strtolower( $email ) !== strtolower( $this->of( $conversation_id ) ?? '' ) ) {
					$this->invitations->revoke( $conversation_id );
				}
				$this->database->delete( 'reply_addresses', [ 'conversation_id' => $conversation_id ] );
				$this->database->insert_new(
					'reply_addresses',
					[
						'conversation_id' => $conversation_id,
						'email'           => $email,
						'user_id'         => $agent_id,
						'created_at'      => Time::to_database( $this->clock->now() ),
					]
				);
				$this->append( $conversation_id, [ 'address' => self::ENTERED, 'agent' => $agent_id ] );
			}
		);
	}

	/** Removes the address that staff entered. The visitor's own counts again. */
	public function remove( int $conversation_id, int $agent_id ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $agent_id ): void {
				$this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
				if ( $this->database->delete( 'reply_addresses', [ 'conversation_id' => $conversation_id ] ) > 0 ) {
					$this->invitations->revoke( $conversation_id );
					$this->append( $conversation_id, [ 'address' => self::REMOVED, 'agent' => $agent_id ] );
				}
			}
		);
	}

	/** The owner of the address that the visitor gave last has confirmed it: it replaces the one that staff entered before. */
	public function replace_by_verified( int $conversation_id, string $email ): void {
		$entered = $this->entered( $conversation_id );
		if ( null !== $entered && strtolower( $entered ) !== strtolower( $email ) ) {
			$this->database->delete( 'reply_addresses', [ 'conversation_id' => $conversation_id ] );
			$this->invitations->revoke( $conversation_id );
		}
	}

	/** Revokes the links mailed so far. */
	public function revoke_links( int $conversation_id, int $agent_id ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $agent_id ): void {
				if ( $this->invitations->revoke( $conversation_id ) > 0 ) {
					$this->append( $conversation_id, [ 'links' => 'revoked', 'agent' => $agent_id ] );
				}
			}
		);
	}

	private function verified( int $conversation_id ): ?string {
		$rows = $this->database->rows(
			'SELECT r.email, a.verified_at FROM %i r LEFT JOIN %i a ON a.request_id = r.id
				WHERE r.conversation_id = %d AND r.email IS NOT NULL ORDER BY r.id DESC LIMIT %d',
			$this->database->table( 'support_requests' ),
			$this->database->table( 'address_checks' ),
			$conversation_id,
			self::RECENT
		);
		$newest = $rows[0]['email'] ?? null;
		foreach ( $rows as $row ) {
			if ( null !== $newest && null !== $row['verified_at'] && strtolower( (string) $row['email'] ) === strtolower( $newest ) ) {
				return $newest;
			}
		}
		return null;
	}

	/** @param array<string, string|int> $data */
	private function append( int $conversation_id, array $data ): void {
		$this->events->append( EventType::ConversationUpdated, $conversation_id, null, $data );
	}
}
