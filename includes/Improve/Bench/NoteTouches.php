<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Events\Subscriber;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

/** Notes which documents and settings changed, and queues the run of the cases that this touches. Many changes in a row make one run. */
final class NoteTouches implements Subscriber {

	public const TYPES = [ EventType::KnowledgeChanged, EventType::SettingChanged ];

	/** Noted for a change that touches every case. */
	public const ALL = 0;

	/** Changes within this time are one. */
	private const PAUSE = '+3 minutes';

	/** Settings that change answers. Those that change the content are noted document by document. */
	public const SETTINGS = [
		'provider', 'base_url', 'model', 'api_key', 'system_instructions', 'grounding_action', 'tools_enabled',
		'embeddings_server', 'embeddings_base_url', 'embeddings_model', 'embeddings_dimensions',
	];

	public function __construct(
		private readonly Database $database,
		private readonly Settings $settings,
		private readonly Clock $clock,
		private readonly JobQueue $jobs,
	) {}

	public function name(): string {
		return 'improve.touches';
	}

	public function on( Event $event ): void {
		$document = match ( $event->type ) {
			EventType::KnowledgeChanged => $event->data['document'] ?? null,
			default                     => in_array( $event->data['setting'] ?? '', self::SETTINGS, true ) ? self::ALL : null,
		};
		if ( ! is_int( $document ) || ! $this->settings->bool( BenchSettings::ON_CHANGE ) || ! $this->has_cases() ) {
			return;
		}
		$this->database->insert_new( 'test_touches', [ 'document_id' => $document ] );
		$this->jobs->push_new( RunTouched::NAME, [], $this->clock->now()->modify( self::PAUSE ), RunTouched::NAME );
	}

	private function has_cases(): bool {
		return null !== $this->database->value( 'SELECT id FROM %i LIMIT 1', $this->database->table( 'test_questions' ) );
	}
}
