<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm;

use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Tests\Llm\Support\ModelServer;
use Aaia\Chatbot\Tests\TestCase;

/** The list of models, and tests of what was typed. */
final class ModelsControllerTest extends TestCase {

	private static ModelServer $server;

	public static function setUpBeforeClass(): void {
		self::$server = ModelServer::with_faults();
	}

	public static function tearDownAfterClass(): void {
		self::$server->stop();
	}

	public function test_a_test_takes_what_was_typed_and_saves_nothing(): void {
		$this->sign_in();
		$outcome = $this->rest( 'POST', '/models/test', $this->typed( 'well' ) );

		self::assertTrue( $outcome->get_data()['ok'] );
		self::assertStringContainsString( '“m1”', $outcome->get_data()['sentences'][0] );
		self::assertSame( 'builtin', $this->wired()->get( Settings::class )->text( 'provider' ) );
		self::assertStringContainsString( 'built-in assistant', $this->rest( 'POST', '/models/test', [] )->get_data()['sentences'][0] );
	}

	public function test_what_cannot_be_a_setting_is_refused_with_its_field(): void {
		$this->sign_in();
		$refused = $this->rest( 'POST', '/models/test', [ 'base_url' => 'ftp://example.com' ] );

		self::assertSame( [ 400, 'base_url' ], [ $refused->get_status(), $refused->get_data()['data']['field'] ] );
	}

	public function test_the_models_of_the_server_are_listed_by_name(): void {
		$this->sign_in();

		self::assertSame( [
			'names'    => [ 'm1', 'm1-mini', 'mistral-small-latest', 'text-embedding-3' ],
			'sentence' => '',
		], $this->list_of( 'well' ) );
	}

	public function test_a_server_without_a_list_and_an_empty_one_say_that_a_name_can_be_typed(): void {
		$this->sign_in();
		foreach ( [ 'no-list', 'empty-list' ] as $fault ) {
			self::assertSame( [
				'names'    => [],
				'sentence' => 'This server has no list of models. Enter the name as its provider writes it.',
			], $this->list_of( $fault ), $fault );
		}
	}

	public function test_a_long_list_is_cut_and_says_so(): void {
		$this->sign_in();
		$list = $this->list_of( 'long-list' );

		self::assertCount( 1000, $list['names'] );
		self::assertSame( [ 'model-0', 'model-999' ], [ $list['names'][0], $list['names'][999] ] );
		self::assertStringContainsString( '1,000 of 2,500', $list['sentence'] );
	}

	public function test_a_list_without_end_and_a_refusal_are_said_in_words_without_the_key(): void {
		$this->sign_in();

		foreach ( [ 'endless-list', 'heavy-list' ] as $fault ) {
			self::assertStringContainsString( 'far more than an answer', $this->list_of( $fault )['sentence'], $fault );
		}
		$refused = $this->list_of( 'key-echoed' );
		self::assertSame( [], $refused['names'] );
		self::assertStringContainsString( 'does not accept the key', $refused['sentence'] );
		self::assertStringNotContainsString( 'sk-secret', $refused['sentence'] );
	}

	public function test_only_owners_may_ask(): void {
		$this->sign_in( 'editor' );

		self::assertSame( 403, $this->rest( 'POST', '/models/list', [] )->get_status() );
	}

	/** @return array{names: list<string>, sentence: string} */
	private function list_of( string $fault ): array {
		return $this->rest( 'POST', '/models/list', $this->typed( $fault ) )->get_data();
	}

	/** @return array<string, mixed> */
	private function typed( string $fault ): array {
		return [
			'provider'            => 'openai',
			'base_url'            => self::$server->url( $fault ),
			'api_key'             => 'sk-secret-1234567890abcdef',
			'model'               => 'm1',
			'allowed_local_hosts' => '127.0.0.1',
		];
	}
}
