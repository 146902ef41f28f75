<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Settings;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Storage\SiteState;

/**
 * Reads and saves the plugin's settings. Every setting is defined once, by the room that uses it.
 *
 * Stored in three places: settings needed on every page in the autoloaded option, the others in an option of their own, and secrets,
 * encrypted, in a third. Only values that differ from their default are stored.
 */
final class Settings {

	public const OPTION = 'aaia_chatbot_settings';

	public const SECRETS = 'aaia_chatbot_secrets';

	private const FRONT = 'front';

	/** Shown in place of a secret that is set. */
	public const MASK = '••••••••';

	/** @var array<string, SettingDefinition> Definitions read so far. */
	private array $known = [];

	/** @var array<string, string|int|bool|list<string>> Values that count while with() runs; secrets as they are. */
	private array $unsaved = [];

	/**
	 * @param array<string, array{0: class-string, 1?: string|int|bool|list<string>}> $index By key, see index().
	 *        A class is loaded when one of its settings is read.
	 */
	public function __construct(
		private readonly SiteState $state,
		private readonly array $index,
	) {}

	/**
	 * Maps each setting to the class that defines it. Settings needed on every page come with their default, so that reading them loads
	 * no class.
	 *
	 * @param list<class-string> $classes With a static `definitions()`.
	 *
	 * @return array<string, array{0: class-string, 1?: string|int|bool|list<string>}>
	 */
	public static function index( array $classes ): array {
		$index = [];
		foreach ( $classes as $class_name ) {
			foreach ( $class_name::definitions() as $definition ) {
				$index[ $definition->key ] = $definition->front ? [ $class_name, $definition->default ] : [ $class_name ];
			}
		}
		return $index;
	}

	/** A setting as text. */
	public function text( string $key ): string {
		$value = $this->value( $key );
		return is_scalar( $value ) ? (string) $value : '';
	}

	public function bool( string $key ): bool {
		return true === $this->value( $key );
	}

	public function int( string $key ): int {
		$value = $this->value( $key );
		return is_int( $value ) ? $value : 0;
	}

	/** @return list<string> */
	public function list( string $key ): array {
		$value = $this->value( $key );
		return is_array( $value ) ? $value : [];
	}

	/** A secret, decrypted; empty when none is set, or when the site's salts have changed since. */
	public function secret( string $key ): string {
		if ( isset( $this->unsaved[ $key ] ) ) {
			return is_string( $this->unsaved[ $key ] ) ? $this->unsaved[ $key ] : '';
		}
		$sealed = $this->stored( self::SECRETS )[ $this->definition( $key )->key ] ?? '';
		return is_string( $sealed ) && '' !== $sealed ? ( ( new SecretBox() )->open( $sealed ) ?? '' ) : '';
	}

	/**
	 * A setting's value.
	 *
	 * @return string|int|bool|list<string>
	 */
	public function value( string $key ): string|int|bool|array {
		if ( isset( $this->unsaved[ $key ] ) ) {
			return $this->unsaved[ $key ];
		}
		if ( isset( $this->index[ $key ][1] ) ) {
			// Validated when saved, escaped when shown.
			$stored = $this->stored( self::FRONT )[ $key ] ?? null;
			return is_scalar( $stored ) && gettype( $stored ) === gettype( $this->index[ $key ][1] ) ? $stored : $this->index[ $key ][1];
		}
		$definition = $this->definition( $key );
		$stored     = $this->stored( self::OPTION )[ $key ] ?? null;
		if ( null === $stored ) {
			return $definition->default;
		}
		try {
			return ( new SettingValidator() )->read( $definition, $stored );
		} catch ( InvalidSetting ) {
			return $definition->default;
		}
	}

	/**
	 * The values of all settings, with secrets masked.
	 *
	 * @return array<string, string|int|bool|list<string>>
	 */
	public function masked_values(): array {
		$values = [];
		foreach ( $this->definitions() as $key => $definition ) {
			$values[ $key ] = SettingType::Secret === $definition->type
				? ( '' === $this->secret( $key ) ? '' : self::MASK )
				: $this->value( $key );
		}
		return $values;
	}

	/** @return array<string, SettingDefinition> */
	public function definitions(): array {
		$all = [];
		foreach ( array_keys( $this->index ) as $key ) {
			$all[ $key ] = $this->definition( $key );
		}
		return $all;
	}

	/** Whether a setting of that name exists. */
	public function has( string $key ): bool {
		return isset( $this->index[ $key ] );
	}

	/**
	 * Saves several settings, all or none.
	 *
	 * A secret sent as its mask is kept. Changing the host of a URL empties the secret that is bound to it, unless a new one is sent.
	 *
	 * @param array<string, mixed> $typed
	 *
	 * @throws InvalidSetting  Nothing was saved.
	 * @throws DatabaseFailure The settings could not be stored.
	 */
	public function save( array $typed ): void {
		$values = $this->validated( $typed );
		$before = $this->masked_values();
		$this->store( $values );
		/**
		 * Settings were saved.
		 *
		 * @param list<string> $changed Their names.
		 */
		do_action(
			'aaia_chatbot_settings_saved',
			array_values( array_filter(
				array_keys( $values ),
				fn( string $key ): bool => $before[ $key ] !== (
					$this->masked_values()[ $key ]
					?? null
				) || SettingType::Secret === $this->definition( $key )->type,
			) ),
		);
	}

	/**
	 * Runs something with values as if they were saved, and stores nothing: for tests of what was just typed. The rules of save() hold,
	 * so a kept secret goes to its own server only.
	 *
	 * @template T
	 *
	 * @param array<array-key, mixed> $typed
	 * @param callable(): T           $run
	 *
	 * @return T
	 *
	 * @throws InvalidSetting Nothing was run.
	 */
	public function with( array $typed, callable $run ): mixed {
		$before        = $this->unsaved;
		$this->unsaved = $this->validated( $typed ) + $before;
		try {
			return $run();
		} finally {
			$this->unsaved = $before;
		}
	}

	/**
	 * @param array<array-key, mixed> $typed
	 *
	 * @return array<string, string|int|bool|list<string>>
	 *
	 * @throws InvalidSetting
	 */
	private function validated( array $typed ): array {
		$values = [];
		$errors = [];
		foreach ( $typed as $key => $value ) {
			$key = (string) $key;
			if ( ! $this->has( $key ) ) {
				/* translators: %s: name of a setting. */
				throw new InvalidSetting( $key, sprintf( __( 'There is no setting named “%s”.', 'aaia-chatbot' ), $key ) );
			}
			$definition = $this->definition( $key );
			if ( SettingType::Secret === $definition->type && self::MASK === $value ) {
				continue;
			}
			try {
				$values[ $key ] = ( new SettingValidator() )->validate( $definition, $value );
			} catch ( InvalidSetting $invalid ) {
				$errors[ $key ] = $invalid->getMessage();
			}
		}
		if ( [] !== $errors ) {
			throw new InvalidSetting( array_key_first( $errors ), reset( $errors ), $errors );
		}
		foreach ( $this->definitions() as $key => $definition ) {
			$url = $definition->host_of;
			if (
				null !== $url
				&& isset( $values[ $url ] )
				&& ! isset( $values[ $key ] )
				&& $this->host( $values[ $url ] ) !== $this->host( $this->value( $url ) )
			) {
				$values[ $key ] = '';
			}
		}
		return $values;
	}

	/**
	 * Replaces all settings but secrets by those of a backup. A secret is emptied where the host of its URL changes, as by save().
	 *
	 * @param array<array-key, mixed> $settings As they were stored.
	 * @param array<array-key, mixed> $front    Those of the front.
	 *
	 * @return list<string> Names of secrets that were emptied.
	 *
	 * @throws DatabaseFailure
	 */
	public function replace( array $settings, array $front ): array {
		$bound = array_filter( array_map( static fn( SettingDefinition $one ): ?string => $one->host_of, $this->definitions() ) );
		$hosts = fn(): array => array_map( fn( string $url ): string => $this->host( $this->value( $url ) ), $bound );
		$old   = $hosts();
		$kept  = $this->stored( self::SECRETS );
		// Taken away meanwhile, so that no request sends one to a new address.
		$this->state->keep( self::SECRETS, array_diff_key( $kept, $bound ), false );
		$this->state->keep( self::OPTION, $settings, false );
		$this->state->set( self::FRONT, $front );
		$emptied = array_intersect_key( $kept, array_diff_assoc( $hosts(), $old ) );
		$this->state->keep( self::SECRETS, array_diff_key( $kept, $emptied ), false );
		return array_map( strval( ... ), array_keys( $emptied ) );
	}

	/** @param array<string, string|int|bool|list<string>> $values */
	private function store( array $values ): void {
		$places = [
			self::FRONT   => $this->stored( self::FRONT ),
			self::OPTION  => $this->stored( self::OPTION ),
			self::SECRETS => $this->stored( self::SECRETS ),
		];
		$after  = $places;
		foreach ( $values as $key => $value ) {
			$definition = $this->definition( $key );
			$place      = SettingType::Secret === $definition->type ? self::SECRETS : ( $definition->front ? self::FRONT : self::OPTION );
			if ( $value === $definition->default ) {
				unset( $after[ $place ][ $key ] );
				continue;
			}
			$after[ $place ][ $key ] = self::SECRETS === $place ? ( new SecretBox() )->seal( is_string( $value ) ? $value : '' ) : $value;
		}
		if ( $after[ self::FRONT ] !== $places[ self::FRONT ] ) {
			$this->state->set( self::FRONT, $after[ self::FRONT ] );
		}
		foreach ( [ self::OPTION, self::SECRETS ] as $option ) {
			if ( $after[ $option ] !== $places[ $option ] ) {
				$this->state->keep( $option, $after[ $option ], false );
			}
		}
	}

	/** @return array<string, mixed> */
	private function stored( string $place ): array {
		$values = self::FRONT === $place ? $this->state->get( self::FRONT ) : get_option( $place, [] );
		return is_array( $values ) ? $values : [];
	}

	private function definition( string $key ): SettingDefinition {
		if ( ! isset( $this->known[ $key ] ) ) {
			$class_name = $this->index[ $key ][0] ?? throw new \OutOfBoundsException( "There is no setting named $key." );
			foreach ( $class_name::definitions() as $definition ) {
				$this->known[ $definition->key ] = $definition;
			}
		}
		return $this->known[ $key ];
	}

	/** @param string|int|bool|list<string> $url */
	private function host( string|int|bool|array $url ): string {
		$parts = is_string( $url ) ? wp_parse_url( $url ) : false;
		return is_array( $parts )
			? strtolower( ( $parts['scheme'] ?? '' ) . '://' . ( $parts['host'] ?? '' ) . ':' . ( $parts['port'] ?? '' ) )
			: '';
	}
}
