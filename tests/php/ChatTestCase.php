<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests;

use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Jobs\Worker;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Tests\Harness\ScriptedModel;
use Aaia\Chatbot\Tests\Harness\TestVisitor;

/** A site whose chat is switched on, with visitors. */
abstract class ChatTestCase extends TestCase {

	/** The plugin's parts on this connection. */
	protected Plugin $plugin;

	protected function setUp(): void {
		parent::setUp();
		$this->plugin = new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php' );
		$this->settings( [ 'widget_enabled' => true, 'provider' => 'builtin' ] );
	}

	/** @param array<string, mixed> $values */
	protected function settings( array $values ): void {
		$this->plugin->services->get( Settings::class )->save( $values );
	}

	/** A new visitor with a token. @param array<string, mixed> $session */
	protected function visitor( array $session = [] ): TestVisitor {
		return ( new TestVisitor( $this->rest( ... ) ) )->begins( $session );
	}

	/** Makes the site answer with a model that follows the scripts. */
	protected function model( \Closure ...$scripts ): ScriptedModel {
		$this->settings( [ 'provider' => 'scripted' ] );
		return ( new ScriptedModel( ...$scripts ) )->install();
	}

	/** One row of one of our tables. @return array<string, ?string> */
	protected function row( string $table, string $column, string|int $value ): array {
		$row = $this->database()->row( 'SELECT * FROM %i WHERE %i = %s ORDER BY id DESC', $this->database()->table( $table ), $column, $value );
		$this->assertNotNull( $row, "No row in $table." );
		return $row;
	}

	protected function count_rows( string $table ): int {
		return (int) $this->database()->value( 'SELECT COUNT(*) FROM %i', $this->database()->table( $table ) );
	}

	/** Types of events so far, without changes of settings. @return list<string> */
	protected function events(): array {
		return array_map(
			static fn( array $row ): string => (string) $row['type'],
			$this->database()->rows(
				'SELECT type FROM %i WHERE type <> %s ORDER BY id',
				$this->database()->table( 'events' ),
				EventType::SettingChanged->value,
			),
		);
	}

	/** Runs all jobs and delivers all events. */
	protected function work(): void {
		$this->plugin->services->get( Worker::class )->run( 10.0 );
	}
}
