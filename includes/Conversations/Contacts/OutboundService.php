<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Contacts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\Handler;
use Aaia\Chatbot\Conversations\ReplyAddresses;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Http\VisitorRepository;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Begins conversations with contacts. The contact gets the message by e-mail, with a link that opens this conversation, as visitors who
 * left get replies.
 *
 * The conversation has a visitor of its own, whose only way in is the mailed link: no session gets it because it is linked to a contact.
 */
final class OutboundService {

	/** Conversations that one person begins in 24 hours. More is a newsletter: mail servers would refuse the site's other mails. */
	public const PER_DAY = 100;

	/** Newest entered addresses that are looked through for those of a person. */
	private const LOOKED_THROUGH = 2000;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly ConversationRepository $conversations,
		private readonly VisitorRepository $visitors,
		private readonly ContactRepository $contacts,
		private readonly ContactService $service,
		private readonly ReplyAddresses $addresses,
		private readonly AgentService $agents,
	) {}

	/**
	 * The address to write to: one that its owner confirmed, or that staff entered; confirmed ones first.
	 *
	 * @param string $wanted One of the contact's, or empty.
	 *
	 * @return ?string Null when the contact has none.
	 */
	public function address( Contact $contact, string $wanted = '' ): ?string {
		$trusted = array_filter(
			$this->contacts->identities( [ $contact->id ] )[ $contact->id ] ?? [],
			static fn( Identity $one ): bool => IdentityKind::Email === $one->kind && $one->is_trusted()
				&& ( '' === $wanted || strtolower( $wanted ) === strtolower( $one->value ) ),
		);
		usort( $trusted, static fn( Identity $a, Identity $b ): int => [ $b->verified, $a->id ] <=> [ $a->verified, $b->id ] );
		return $trusted[0]->value ?? null;
	}

	/**
	 * Begins a conversation with an agent's message. The same client id finds the one that was begun before.
	 *
	 * @param string       $email       Result of address().
	 * @param string       $text        Clean, not empty.
	 * @param list<string> $attachments Public ids of files that the agent uploaded.
	 *
	 * @throws ContactNotFound    When the contact is gone.
	 * @throws TooManyBegun
	 */
	public function begin(
		Contact $contact,
		string $email,
		string $text,
		int $agent_id,
		string $client_id,
		array $attachments = [],
	): Conversation {
		$public_id = substr( hash_hmac( 'sha256', "outbound $agent_id $client_id", wp_salt( 'auth' ) ), 0, 32 );
		return $this->database->transaction(
			function () use ( $contact, $email, $text, $agent_id, $client_id, $attachments, $public_id ): Conversation {
				$begun = $this->conversations->lock_by_public_id( $public_id );
				if ( null !== $begun ) {
					return $begun;
				}
				if ( $this->begun_today( $agent_id ) >= self::PER_DAY ) {
					throw new TooManyBegun();
				}
				$now    = Time::to_database( $this->clock->now() );
				$locale = $this->conversations->newest_of_contact( $contact->id )->language ?? get_locale();
				$added  = $this->conversations->add( [
					'public_id'        => $public_id,
					'visitor_id'       => $this->visitors->add( $locale ),
					'channel'          => Conversation::WEB,
					'status'           => Status::Open->value,
					'handler'          => Handler::Assistant->value,
					'language'         => $locale,
					'page_url'         => '',
					'page_title'       => '',
					'last_activity_at' => $now,
					'created_at'       => $now,
				] );
				if ( null === $added ) {
					// A parallel request was faster.
					return $this->conversations->lock_by_public_id( $public_id ) ?? throw new ContactNotFound();
				}
				$data = [ 'channel' => Conversation::WEB, 'agent' => $agent_id ];
				$this->events->append( EventType::ConversationStarted, $added->id, null, $data );
				$this->service->link( $added->id, $contact->id, $agent_id );
				$this->addresses->enter( $added->id, $email, $agent_id );
				$this->agents->reply( $added->id, $agent_id, $text, false, $client_id, null, attachments: $attachments );
				return $this->conversations->by_id( $added->id ) ?? throw new ContactNotFound();
			}
		);
	}

	/** Counts the addresses that an agent wrote to or entered in the last 24 hours. */
	private function begun_today( int $agent_id ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM ( SELECT user_id, created_at FROM %i ORDER BY conversation_id DESC LIMIT %d ) n WHERE n.user_id = %d'
				. ' AND n.created_at >= %s',
			$this->database->table( 'reply_addresses' ),
			self::LOOKED_THROUGH,
			$agent_id,
			Time::to_database( $this->clock->now()->modify( '-1 day' ) )
		);
	}
}
