<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm;

use Aaia\Chatbot\Llm\ConnectionReport;
use Aaia\Chatbot\Llm\ConnectionTest;
use Aaia\Chatbot\Llm\LlmClientRegistry;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Llm\LlmSettings;
use Aaia\Chatbot\Llm\OpenAi\ModelCatalog;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\SiteState;
use Aaia\Chatbot\Tests\Llm\Support\ModelServer;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\Group;

final class ConnectionTestTest extends TestCase {

	private static ModelServer $server;

	public static function setUpBeforeClass(): void {
		self::$server = ModelServer::with_faults();
	}

	public static function tearDownAfterClass(): void {
		self::$server->stop();
	}

	/** @return iterable<string, array{string, LlmFailureKind, string}> */
	public static function wrong(): iterable {
		yield '401' => [ 'key-echoed', LlmFailureKind::Unauthorized, 'does not accept the key' ];
		yield 'quota' => [ 'quota', LlmFailureKind::Quota, 'no credit left' ];
		yield 'a page' => [ 'page', LlmFailureKind::BadResponse, 'web page' ];
		yield 'another server' => [ 'other-json', LlmFailureKind::BadResponse, 'not as an OpenAI-compatible server' ];
		yield 'a wrong path' => [ 'no-such-path', LlmFailureKind::BadResponse, 'no chat completions at http://127.0.0.1' ];
		yield 'a redirect' => [ 'moved', LlmFailureKind::BadResponse, 'redirects to http://127.0.0.1:1/elsewhere' ];
	}

	#[DataProvider( 'wrong' )]
	public function test_failures_are_reported_in_sentences( string $fault, LlmFailureKind $kind, string $words ): void {
		$report = $this->test_of( self::$server->url( $fault ) );

		self::assertFalse( $report->ok );
		self::assertSame( $kind, $report->kind );
		self::assertStringContainsString( $words, implode( ' ', $report->sentences ) );
		self::assertStringNotContainsString( 'sk-secret', implode( ' ', $report->sentences ) );
	}

	public function test_for_an_unknown_model_similar_names_are_suggested(): void {
		$report = $this->test_of( self::$server->url( 'unknown-model' ), 'mistral-smal' );

		self::assertSame( LlmFailureKind::ModelUnknown, $report->kind );
		self::assertStringContainsString( '“mistral-smal”', $report->sentences[0] );
		self::assertStringStartsWith( 'The server has, among others: mistral-small-latest', $report->sentences[1] );
	}

	public function test_unreachable_hosts_are_distinguished(): void {
		self::assertSame( LlmFailureKind::Dns, $this->test_of( 'https://no-such-host.invalid/v1' )->kind );
		self::assertSame( LlmFailureKind::Connection, $this->test_of( 'http://127.0.0.1:9/v1' )->kind );
		self::assertSame( LlmFailureKind::Tls, $this->test_of( 'https://' . self::$server->host() . '/v1' )->kind );
		self::assertSame( LlmFailureKind::HostRefused, $this->test_of( self::$server->url( 'well' ), allowed: [] )->kind );
	}

	public function test_success_is_reported_with_the_model_and_the_time(): void {
		$report = $this->test_of( self::$server->url( 'well' ), 'm1' );

		self::assertTrue( $report->ok );
		self::assertStringContainsString( '“m1” began to answer after 0.', $report->sentences[0] );
		self::assertStringContainsString( 'did not use the tool', $report->sentences[1] );
	}

	public function test_working_and_rejected_tools_are_reported(): void {
		self::assertStringContainsString( 'Tools work', implode( ' ', $this->test_of( self::$server->url( 'tool-wanted' ) )->sentences ) );
		self::assertStringContainsString( 'takes no tools', implode( ' ', $this->test_of( self::$server->url( 'wants-little' ) )->sentences ) );
	}

	public function test_a_successful_test_ends_the_pause_of_a_failed_server(): void {
		$clients = $this->wired( [ Settings::class => $this->settings( self::$server->url( 'well' ), 'm1', [ '127.0.0.1' ] ) ] )
			->get( LlmClientRegistry::class );
		$clients->health->failed( 'openai', new \Aaia\Chatbot\Llm\LlmFailure( LlmFailureKind::Timeout, 'Slow.' ) );
		$this->test_of( self::$server->url( 'well' ) );

		self::assertNull( $clients->health->last_failure() );
	}

	public function test_the_built_in_assistant_needs_no_connection(): void {
		$settings = new Settings( new SiteState(), Settings::index( [ LlmSettings::class ] ) );
		$report   = $this->wired( [ Settings::class => $settings ] )->get( ConnectionTest::class )->run();

		self::assertTrue( $report->ok );
	}

	public function test_closest_names_contain_or_resemble_the_wanted_one(): void {
		self::assertSame(
			[ 'gpt-4.1-mini', 'gpt-4.1-mini-2025' ],
			array_slice( ModelCatalog::closest_names( 'GPT-4.1-mini', [ 'o3', 'gpt-4.1-mini-2025', 'whisper', 'gpt-4.1-mini' ] ), 0, 2 ),
		);
		self::assertSame( [], ModelCatalog::closest_names( 'x', [] ) );
	}

	/** Each compared with every other by its whole length, it took minutes. */
	#[Group( 'hostile' )]
	public function test_a_list_of_many_long_names_is_compared_too(): void {
		$names = array_map( static fn( int $at ): string => str_repeat( md5( (string) $at ), 6 ), range( 1, 10_000 ) );

		self::assertSame( [ 'the-model-2' ], array_slice( ModelCatalog::closest_names( 'the-model', [ ...$names, 'the-model-2' ] ), 0, 1 ) );
	}

	/** @param list<string> $allowed */
	private function test_of( string $url, string $model = 'm9', array $allowed = [ '127.0.0.1' ] ): ConnectionReport {
		$settings = $this->settings( $url, $model, $allowed );
		return $this->wired( [ Settings::class => $settings ] )->get( ConnectionTest::class )->run();
	}

	/** @param list<string> $allowed */
	private function settings( string $url, string $model, array $allowed ): Settings {
		$settings = new Settings( new SiteState(), Settings::index( [ LlmSettings::class ] ) );
		$settings->save(
			[
				'provider'            => 'openai',
				'base_url'            => $url,
				'api_key'             => 'sk-secret-1234567890abcdef',
				'model'               => $model,
				'allowed_local_hosts' => $allowed,
			]
		);
		return $settings;
	}
}
