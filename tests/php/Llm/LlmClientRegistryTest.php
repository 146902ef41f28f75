<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm;

use Aaia\Chatbot\Llm\ApiKeyResolver;
use Aaia\Chatbot\Llm\Builtin\ExtractiveClient;
use Aaia\Chatbot\Llm\FallbackClient;
use Aaia\Chatbot\Llm\LlmClientRegistry;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Llm\LlmSettings;
use Aaia\Chatbot\Llm\SettingsConfigSource;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\SiteState;
use Aaia\Chatbot\Tests\Llm\Support\ScriptedClient;
use Aaia\Chatbot\Tests\TestCase;

final class LlmClientRegistryTest extends TestCase {

	private Settings $settings;

	protected function setUp(): void {
		parent::setUp();
		$this->settings = new Settings( new SiteState(), Settings::index( [ LlmSettings::class ] ) );
	}

	protected function tearDown(): void {
		putenv( 'OPENAI_API_KEY' );
		putenv( 'OPENAI_BASE_URL' );
		putenv( 'AAIA_CHATBOT_API_KEY' );
		putenv( 'AAIA_CHATBOT_BASE_URL' );
		parent::tearDown();
	}

	public function test_the_built_in_assistant_answers_until_the_owner_chooses_another(): void {
		self::assertInstanceOf( ExtractiveClient::class, $this->clients()->current() );
	}

	public function test_the_chosen_client_is_used_with_a_fallback(): void {
		$this->settings->save( [ 'provider' => 'openai' ] );
		$current = $this->clients()->current();

		self::assertInstanceOf( FallbackClient::class, $current );
		self::assertSame( 'openai', $current->id() );
	}

	public function test_other_plugins_add_clients_and_invalid_ones_are_ignored(): void {
		add_filter(
			'aaia_chatbot_llm_clients',
			static fn( array $clients ): array => [ ...$clients, 'nonsense', new ScriptedClient( 'theirs' ) ],
		);
		$this->settings->save( [ 'provider' => 'theirs' ] );
		self::assertSame( 'theirs', $this->clients()->current()->id() );

		add_filter( 'aaia_chatbot_llm_clients', '__return_null' );
		self::assertSame( 'builtin', $this->clients()->current()->id() );
	}

	public function test_an_unknown_client_id_selects_the_built_in_assistant(): void {
		$this->settings->save( [ 'provider' => 'gone' ] );

		self::assertSame( 'builtin', $this->clients()->current()->id() );
	}

	public function test_keys_of_the_environment_go_to_their_providers_host_only(): void {
		putenv( 'OPENAI_API_KEY=sk-environment' );
		$this->settings->save( [ 'base_url' => 'https://api.openai.com/v1' ] );
		self::assertSame( 'sk-environment', $this->key() );

		$this->settings->save( [ 'base_url' => 'https://evil.example.com/v1' ] );
		self::assertSame( '', $this->key() );

		putenv( 'OPENAI_BASE_URL=https://evil.example.com/v1' );
		self::assertSame( 'sk-environment', $this->key() );

		putenv( 'AAIA_CHATBOT_API_KEY=own' );
		$this->settings->save( [ 'base_url' => 'https://other.example.com' ] );
		self::assertSame( '', $this->key() );

		putenv( 'AAIA_CHATBOT_BASE_URL=https://other.example.com/v1' );
		self::assertSame( 'own', $this->key() );
	}

	public function test_a_key_of_the_environment_is_bound_to_scheme_host_and_port(): void {
		putenv( 'OPENAI_API_KEY=sk-environment' );
		foreach ( [
			'http://api.openai.com/v1', 'http://api.openai.com:443/v1', 'https://api.openai.com:8443/v1',
			'https://api.openai.com.evil.example/v1', 'https://evil.example/api.openai.com',
			'https://evil.example:443#@api.openai.com/',
		] as $elsewhere ) {
			$this->settings->save( [ 'base_url' => $elsewhere ] );
			self::assertSame( '', $this->key(), $elsewhere );
		}
		foreach ( [ 'https://api.openai.com:443/v1', 'HTTPS://API.OpenAI.com./v1' ] as $same ) {
			$this->settings->save( [ 'base_url' => $same ] );
			self::assertSame( 'sk-environment', $this->key(), $same );
		}
		putenv( 'AAIA_CHATBOT_API_KEY=own' );
		putenv( 'AAIA_CHATBOT_BASE_URL=box.lan:8000' );
		$this->settings->save( [ 'base_url' => 'http://box.lan:8000/v1' ] );
		self::assertSame( 'own', $this->key() );
		$this->settings->save( [ 'base_url' => 'http://box.lan:8001/v1' ] );
		self::assertSame( '', $this->key() );
	}

	public function test_keys_of_wordpress_connectors_are_never_read(): void {
		$asked = [];
		add_filter( 'pre_option', static function ( mixed $value, string $option ) use ( &$asked ): mixed {
			$asked[] = $option;
			return $value;
		}, 10, 2 );
		foreach ( [
			'openai' => 'https://api.openai.com/v1',
			'google' => 'https://generativelanguage.googleapis.com/v1beta/openai',
			'anthropic' => 'https://api.anthropic.com/v1',
			'mistral' => 'https://api.mistral.ai/v1',
		] as $provider => $url ) {
			update_option( 'connectors_ai_' . $provider . '_api_key', 'sk-connected' );
			$asked = [];
			$this->settings->save( [ 'base_url' => $url ] );
			self::assertSame( '', $this->key(), $provider );
			self::assertSame( [], preg_grep( '/connector/', $asked ), $provider );
		}
	}

	public function test_a_typed_key_is_used_when_nothing_else_names_the_host(): void {
		$this->settings->save( [ 'base_url' => 'https://llm.example.com/v1' ] );
		$this->settings->save( [ 'api_key' => 'typed' ] );
		$this->settings->save( [ 'model' => ' m1 ' ] );
		$this->settings->save( [ 'allowed_local_hosts' => [ '127.0.0.1:11434' ] ] );
		$config = ( new SettingsConfigSource( $this->settings, new ApiKeyResolver( $this->settings ) ) )->current();

		self::assertSame( [ 'typed', 'm1', [ '127.0.0.1:11434' ] ], [ $config->key, $config->model, $config->allowed_hosts ] );
	}

	public function test_a_changed_setting_ends_the_pause_of_a_failed_server(): void {
		$clients = $this->clients();
		add_action( 'aaia_chatbot_settings_saved', [ $clients->health, 'settings_saved' ] );
		for ( $failure = 1; $failure <= 3; $failure++ ) {
			$clients->health->failed( 'openai', new LlmFailure( LlmFailureKind::Unauthorized, 'Wrong key.' ) );
		}
		$this->settings->save( [ 'model' => 'm2' ] );

		self::assertFalse( $clients->health->is_paused( 'openai' ) );
		self::assertNull( $clients->health->last_failure() );
	}

	private function key(): string {
		return ( new SettingsConfigSource( $this->settings, new ApiKeyResolver( $this->settings ) ) )->current()->key;
	}

	private function clients(): LlmClientRegistry {
		return $this->wired( [ Settings::class => $this->settings ] )->get( LlmClientRegistry::class );
	}
}
