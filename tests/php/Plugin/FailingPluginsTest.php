<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Plugin;

use Aaia\Chatbot\Content\KnowledgeSources;
use Aaia\Chatbot\Content\SyncSource;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Llm\Embeddings\SettingsEmbeddingProvider;
use Aaia\Chatbot\Llm\LlmModule;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tools\Approval;
use Aaia\Chatbot\Tools\Tool;
use Aaia\Chatbot\Tools\ToolCall;
use Aaia\Chatbot\Tools\ToolResult;
use Aaia\Chatbot\Tools\TurnContext;

/** Code of other plugins that throws while it adds a client, a tool, a source, an engine or words. */
final class FailingPluginsTest extends ChatTestCase {

	/** @var list<string> */
	private array $log = [];

	protected function setUp(): void {
		parent::setUp();
		$this->settings( [ 'tools_enabled' => true, 'support_email' => 'team@example.com' ] );
		add_action( 'aaia_chatbot_log', function ( string $level, string $words ): void {
			$this->log[] = "$level: $words";
		}, 10, 2 );
	}

	public function test_a_question_is_answered_and_each_failure_is_logged_once(): void {
		$filters = [ 'llm_clients', 'tools', 'passage_search', 'system_instructions' ];
		foreach ( $filters as $filter ) {
			add_filter( 'aaia_chatbot_' . $filter, static fn() => throw new \Error( "No $filter today." ) );
		}
		$visitor = $this->visitor();
		$answer  = $visitor->says( 'Hello' )->get_data();
		$visitor->says( 'Hello again', $answer['metadata']['conversation'] );
		self::assertNotSame( [], $answer['parts'] );
		foreach ( [ 'llm_clients', 'tools' ] as $filter ) {
			$failures = array_filter(
				$this->log,
				static fn( string $line ): bool => str_contains( $line, "aaia_chatbot_$filter: No $filter today." ),
			);
			self::assertCount( 1, $failures, $filter );
		}
		self::assertFalse( doing_filter( 'aaia_chatbot_tools' ) );
	}

	public function test_a_tool_that_throws_when_it_is_asked_whether_it_is_available_is_left_out(): void {
		$tool = new class() implements Tool {

			public function name(): string {
				return 'theirs';
			}

			public function description(): string {
				return 'Fails.';
			}

			public function schema(): array {
				return [ 'type' => 'object' ];
			}

			public function approval(): Approval {
				return Approval::Ask;
			}

			public function available( TurnContext $context ): bool {
				throw new \Error( 'Not configured.' );
			}

			public function preview( ToolCall $call, TurnContext $context ): array {
				return [];
			}

			public function run( ToolCall $call, TurnContext $context ): ToolResult {
				throw new \LogicException();
			}
		};
		add_filter( 'aaia_chatbot_tools', static fn( array $tools ): array => [ ...$tools, $tool ] );
		$model = $this->model( static fn(): array => [ new \Aaia\Chatbot\Llm\TextDelta( 'Good day.' ) ] );
		$this->visitor()->says( 'Hello' );
		$names = array_map( static fn( $tool ): string => $tool->name, $model->asked[0]->tools );
		self::assertContains( 'send_support_email', $names );
		self::assertNotContains( 'theirs', $names );
		self::assertStringContainsString( 'Not configured.', implode( ' ', $this->log ) );
	}

	public function test_a_sync_of_a_source_that_its_plugin_fails_to_add_is_tried_again(): void {
		$services = $this->wired();
		$sync     = fn( string $name ) => $services
			->get( SyncSource::class )
			->handle( new Job( 1, SyncSource::NAME, [ 'source' => $name ], 1 ) );
		$sync( 'of a plugin that is gone' );
		add_filter( 'aaia_chatbot_knowledge_sources', static fn() => throw new \Error( 'The shelf fell.' ) );
		foreach ( $services->get( KnowledgeSources::class )->all() as $own ) {
			$sync( $own->name() );
		}
		$this->expectExceptionMessage( 'The shelf fell.' );
		$sync( 'shelf' );
	}

	public function test_our_own_sources_and_embeddings_remain(): void {
		add_filter( 'aaia_chatbot_knowledge_sources', static fn() => throw new \Error( 'The shelf fell.' ) );
		add_filter( 'aaia_chatbot_embedding_provider', static fn() => throw new \Error( 'No vectors.' ) );
		$services = $this->wired();
		self::assertNotSame( [], $services->get( KnowledgeSources::class )->all() );
		$own = $services->get( SettingsEmbeddingProvider::class );
		self::assertSame( $own, LlmModule::embedding_provider( $own ) );
		self::assertCount( 2, $this->log );
	}
}
