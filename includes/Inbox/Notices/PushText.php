<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Notices;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Inbox\AdminPages;
use Aaia\Chatbot\Inbox\AgentNames;
use Aaia\Chatbot\Mail\PersonalDataMasker;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Text;

/**
 * Text of a push notification, in its reader's language. Words of visitors and notes are in it only where the owner allows it.
 *
 * @phpstan-type Push array{kind: string, conversation: ?string, count: int, title: string, body: string, url: string, tag: string}
 */
final class PushText {

	/** Setting: whether the words of the message go along. */
	public const WORDS = 'push_words';

	/** Characters of these words. */
	private const LENGTH = 140;

	public function __construct(
		private readonly AgentNames $names,
		private readonly Settings $settings,
		private readonly PersonalDataMasker $masker,
	) {}

	/**
	 * @param int      $count   Unread messages.
	 * @param ?Message $message The note of a mention.
	 *
	 * @return Push
	 */
	public function about( Conversation $conversation, NoticeKind $kind, int $count, ?Message $message ): array {
		$title = match ( $kind ) {
			/* translators: %s: name of an agent. */
			NoticeKind::Mention  => sprintf( __( '%s mentioned you', 'aaia-chatbot' ), $this->names->name( (int) $message?->author_id ) ),
			NoticeKind::Assigned => __( 'A conversation was assigned to you', 'aaia-chatbot' ),
			NoticeKind::Team     => __( 'A conversation was assigned to your team', 'aaia-chatbot' ),
			NoticeKind::Waiting  => __( 'Somebody is waiting for a person', 'aaia-chatbot' ),
			NoticeKind::Woken    => __( 'A snoozed conversation is back', 'aaia-chatbot' ),
			/* translators: %d: number of messages. */
			NoticeKind::Message  => sprintf( _n( '%d new message', '%d new messages', $count, 'aaia-chatbot' ), $count ),
		};
		$words = NoticeKind::Mention === $kind ? (string) $message?->text : $conversation->preview;
		return [
			'kind'         => $kind->value,
			'conversation' => $conversation->public_id,
			'count'        => $count,
			'title'        => $title,
			'body'         => $this->settings->bool( self::WORDS )
				? Text::truncate( $this->masker->mask( Text::without_markdown( $words ) ), self::LENGTH )
				: __( 'Open the inbox to read it.', 'aaia-chatbot' ),
			'url'          => self::inbox( $conversation->public_id ),
			'tag'          => "aaia-$conversation->public_id",
		];
	}

	/** @return Push */
	public function summary(): array {
		return self::plain( PlanPushes::SUMMARY, __( 'News in the inbox', 'aaia-chatbot' ), __( 'Open it to see what came.', 'aaia-chatbot' ) );
	}

	/** @return Push */
	public function test(): array {
		return self::plain( 'test', __( 'This is a test', 'aaia-chatbot' ), __( 'Notifications reach this device.', 'aaia-chatbot' ) );
	}

	/** @return Push */
	private static function plain( string $kind, string $title, string $body ): array {
		return [
			'kind'         => $kind,
			'conversation' => null,
			'count'        => 0,
			'title'        => $title,
			'body'         => $body,
			'url'          => self::inbox( null ),
			'tag'          => "aaia-$kind",
		];
	}

	/** The address of a conversation in the inbox; of the inbox for null. */
	public static function inbox( ?string $conversation ): string {
		$page = 'admin.php?page=' . AdminPages::CONVERSATIONS;
		return admin_url( null === $conversation ? $page : $page . '&conversation=' . rawurlencode( $conversation ) );
	}
}
