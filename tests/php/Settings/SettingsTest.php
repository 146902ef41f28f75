<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Settings;

use Aaia\Chatbot\Settings\InvalidSetting;
use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Settings\SettingType;
use Aaia\Chatbot\Settings\SettingValidator;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Storage\SiteState;
use Aaia\Chatbot\Tests\TestCase;

final class SettingsTest extends TestCase {

	private Settings $settings;

	protected function setUp(): void {
		parent::setUp();
		$this->settings = new Settings( new SiteState(), Settings::index( [ self::class ] ) );
	}

	/** One setting of each form. @return list<SettingDefinition> */
	public static function definitions(): array {
		$says = static fn(): string => 'What it does.';
		return [
			new SettingDefinition( 'shown', SettingType::Bool, false, $says, front: true ),
			new SettingDefinition( 'number', SettingType::Int, 5, $says, min: 1, max: 9 ),
			new SettingDefinition( 'title', SettingType::Line, 'Hello', $says, max: 20 ),
			new SettingDefinition( 'server', SettingType::Url, '', $says, max: 500 ),
			new SettingDefinition( 'key', SettingType::Secret, '', $says, max: 100, host_of: 'server' ),
			new SettingDefinition( 'people', SettingType::Emails, [], $says, max: 3 ),
			new SettingDefinition( 'questions', SettingType::Lines, [], $says, max: 6 ),
			new SettingDefinition( 'hosts', SettingType::Lines, [], $says, check: SettingValidator::one_a_line( ... ) ),
			new SettingDefinition( 'corner', SettingType::Choice, 'left', $says, choices: [ 'left', 'right' ] ),
		];
	}

	public function test_an_unsaved_setting_has_its_default(): void {
		$this->assertSame(
			[ false, 5, 'Hello', [], '' ],
			[
				$this->settings->bool( 'shown' ),
				$this->settings->int( 'number' ),
				$this->settings->text( 'title' ),
				$this->settings->list( 'people' ),
				$this->settings->secret( 'key' ),
			],
		);
	}

	public function test_values_hold_for_a_trial_and_are_not_saved(): void {
		$this->settings->save( [
			'server' => 'https://one.example',
			'key'    => 'sk-one',
		] );

		$within = fn( array $typed ): array => $this->settings->with(
			$typed,
			fn(): array => [ $this->settings->text( 'server' ), $this->settings->secret( 'key' ), $this->settings->int( 'number' ) ],
		);

		self::assertSame( [ 'https://one.example', 'sk-one', 7 ], $within( [ 'number' => '7', 'key' => Settings::MASK ] ) );
		self::assertSame( [ 'https://two.example', '', 5 ], $within( [ 'server' => 'https://two.example' ] ), 'The key is bound to its host.' );
		self::assertSame( [ 'https://two.example', 'sk-two', 5 ], $within( [ 'server' => 'https://two.example', 'key' => 'sk-two' ] ) );
		self::assertSame( [ 'https://one.example', 'sk-one', 5 ], $within( [] ) );
		$this->expectException( InvalidSetting::class );
		$within( [ 'number' => '70' ] );
	}

	public function test_typed_values_are_converted_to_the_settings_type(): void {
		$this->settings->save( [
			'shown' => 'yes',
			'number' => '7',
			'title' => "  Two\nlines ",
			'people' => "a@example.com\r\nb@example.com\na@example.com",
			'corner' => 'right',
		] );
		$this->assertSame(
			[ true, 7, 'Two lines', [ 'a@example.com', 'b@example.com' ], 'right' ],
			[
				$this->settings->bool( 'shown' ),
				$this->settings->int( 'number' ),
				$this->settings->text( 'title' ),
				$this->settings->list( 'people' ),
				$this->settings->text( 'corner' ),
			],
		);
	}

	public function test_nothing_but_line_breaks_separates_the_entries_of_a_list(): void {
		$this->settings->save( [ 'questions' => "Are you open on Sunday, and until when?\r\nSizes; colours?\n\nÉté — à bientôt…" ] );
		$this->assertSame(
			[ 'Are you open on Sunday, and until when?', 'Sizes; colours?', 'Été — à bientôt…' ],
			$this->settings->list( 'questions' ),
		);
	}

	/** @return iterable<string, array{string, mixed}> */
	public static function unfit(): iterable {
		yield 'too great' => [ 'number', 10 ];
		yield 'no number' => [ 'number', 'many' ];
		yield 'too long' => [ 'title', str_repeat( 'x', 21 ) ];
		yield 'no text' => [ 'title', [ 'a' ] ];
		yield 'script address' => [ 'server', 'javascript:alert(1)' ];
		yield 'password in the address' => [ 'server', 'https://me:secret@example.com/' ];
		yield 'no e-mail' => [ 'people', [ 'a@example.com', 'nobody' ] ];
		yield 'several e-mail addresses on a line' => [ 'people', 'a@example.com, b@example.com' ];
		yield 'several hosts on a line' => [ 'hosts', 'a.example, b.example' ];
		yield 'too many' => [ 'people', [ 'a@example.com', 'b@example.com', 'c@example.com', 'd@example.com' ] ];
		yield 'no choice' => [ 'corner', 'top' ];
		yield 'unknown' => [ 'nonsense', 1 ];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'unfit' )]
	public function test_an_invalid_value_is_refused_with_a_sentence_and_nothing_is_saved( string $key, mixed $value ): void {
		try {
			$this->settings->save( [ 'shown' => true, $key => $value ] );
			$this->fail( 'It was taken.' );
		} catch ( InvalidSetting $invalid ) {
			$this->assertSame( $key, $invalid->key );
			$this->assertNotSame( '', $invalid->getMessage() );
		}
		$this->assertFalse( $this->settings->bool( 'shown' ) );
	}

	public function test_a_secret_is_stored_encrypted_and_shown_masked(): void {
		$this->settings->save( [ 'server' => 'https://api.example.com/v1', 'key' => 'sk-very-secret' ] );
		$this->assertSame( 'sk-very-secret', $this->settings->secret( 'key' ) );
		$this->assertSame( Settings::MASK, $this->settings->masked_values()['key'] );
		$stored = (string) wp_json_encode( $this->database()->rows(
			'SELECT option_value, autoload FROM %i WHERE option_name LIKE %s',
			$this->database()->core_table( 'options' ),
			'aaia%',
		) );
		$this->assertStringNotContainsString( 'very-secret', $stored );
		$this->settings->save( [ 'key' => Settings::MASK, 'number' => 2 ] );
		$this->assertSame( 'sk-very-secret', $this->settings->secret( 'key' ), 'The mask that comes back is no new secret.' );
	}

	public function test_a_secret_goes_to_no_other_host(): void {
		$this->settings->save( [ 'server' => 'https://api.example.com/v1', 'key' => 'sk-one' ] );
		$this->settings->save( [ 'server' => 'https://api.example.com/v2' ] );
		$this->assertSame( 'sk-one', $this->settings->secret( 'key' ), 'Another path on the same host keeps it.' );
		foreach ( [ 'https://evil.example/v1', 'http://api.example.com/v1', 'https://api.example.com:8443/v1', '' ] as $server ) {
			$this->settings->save( [ 'server' => 'https://api.example.com/v1', 'key' => 'sk-one' ] );
			$this->settings->save( [ 'server' => $server, 'key' => Settings::MASK ] );
			$this->assertSame( '', $this->settings->secret( 'key' ), $server );
		}
		$this->settings->save( [ 'server' => 'https://other.example/v1', 'key' => 'sk-two' ] );
		$this->assertSame( 'sk-two', $this->settings->secret( 'key' ), 'A new one may come along.' );
	}

	public function test_after_a_change_of_salts_a_secret_reads_as_empty(): void {
		$this->settings->save( [ 'key' => 'sk-one' ] );
		add_filter( 'salt', static fn( string $salt ): string => $salt . 'changed' );
		$this->assertSame( '', $this->settings->secret( 'key' ) );
		$this->assertSame( '', $this->settings->masked_values()['key'] );
	}

	public function test_only_settings_needed_on_every_page_are_autoloaded(): void {
		$this->settings->save( [ 'shown' => true, 'number' => 2, 'key' => 'sk-one' ] );
		$autoloaded = array_keys( wp_load_alloptions() );
		$this->assertContains( SiteState::OPTION, $autoloaded );
		$this->assertSame( [], array_intersect( [ 'aaia_chatbot_settings', 'aaia_chatbot_secrets' ], $autoloaded ) );
	}

	public function test_a_failed_save_throws(): void {
		add_filter(
			'query',
			static fn( string $query ): string => str_contains( $query, 'aaia_chatbot' ) && ! str_starts_with( $query, 'SELECT' ) ? '' : $query,
		);
		$this->expectException( DatabaseFailure::class );
		$this->settings->save( [ 'number' => 2 ] );
	}

	public function test_the_action_gets_the_changed_keys(): void {
		$told = [];
		add_action( 'aaia_chatbot_settings_saved', static function ( array $changed ) use ( &$told ): void {
			$told = $changed;
		} );
		$this->settings->save( [ 'number' => 2, 'title' => 'Hello' ] );
		$this->assertSame( [ 'number' ], $told );
	}
}
