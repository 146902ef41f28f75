<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Plugin;

use Aaia\Chatbot\Plugin\Requirements;
use PHPUnit\Framework\Attributes\DataProvider;

/**
 * Without a required PHP extension the site works, the chat is off and the owner is told why. Runs PHP processes that lack the extension.
 */
final class RequirementsTest extends \PHPUnit\Framework\TestCase {

	/** Extensions that others need to be loaded before them. */
	private const FIRST = [ 'mysqlnd', 'pdo', 'dom', 'xml' ];

	/** @return array<string, array{string}> */
	public static function extensions(): array {
		return [ 'mbstring' => [ 'mbstring' ], 'ctype' => [ 'ctype' ] ];
	}

	#[DataProvider( 'extensions' )]
	public function test_without_the_extension_activation_is_refused_and_an_active_chat_is_off_with_a_notice( string $extension ): void {
		$seen = $this->look_without( $extension );
		$this->assertContains( false, $seen['functions'], "PHP has $extension all the same." );
		$this->assertStringContainsString( "does not have: $extension.", $seen['activation'] );
		$this->assertStringContainsString( "does not have: $extension.", $seen['notice'] );
		$this->assertFalse( $seen['page'] );
		$this->assertSame( 0, $seen['routes'] );
		$this->assertTrue( $seen['uninstalled'], 'It can be removed all the same.' );
	}

	public function test_with_all_extensions_the_same_site_chats(): void {
		$seen = $this->look_without( '' );
		$this->assertSame( 'done', $seen['activation'] );
		$this->assertStringNotContainsString( 'does not have', $seen['notice'] );
		$this->assertGreaterThan( 50, $seen['routes'] );
	}

	public function test_every_extension_whose_functions_we_call_and_every_function_of_mbstring_is_asked_for(): void {
		$asked = ( new \ReflectionClass( Requirements::class ) )->getConstant( 'FUNCTIONS' );
		$own   = array_fill_keys( [ 'mb_ord', 'mb_chr' ], 'WordPress replaces them' );
		foreach ( new \RecursiveIteratorIterator( new \RecursiveDirectoryIterator(
			dirname( __DIR__, 3 ) . '/includes',
			\FilesystemIterator::SKIP_DOTS,
		) ) as $file ) {
			if ( 'php' !== $file->getExtension() ) {
				continue;
			}
			preg_match_all( '/(?<![\w>:\'])((?:mb|ctype|filter)_\w+)\(/', (string) file_get_contents( $file->getPathname() ), $found );
			foreach ( array_unique( $found[1] ) as $name ) {
				if ( function_exists( $name ) && ! isset( $own[ $name ] ) && 'Requirements.php' !== $file->getFilename() ) {
					// Replacements of mbstring that plugins bring are in part only; the others are there as a whole or not at all.
					$extension = (string) ( new \ReflectionFunction( $name ) )->getExtensionName();
					$this->assertArrayHasKey( $extension, $asked, $file->getPathname() );
					if ( 'mbstring' === $extension ) {
						$this->assertContains( $name, $asked['mbstring'], $file->getPathname() );
					}
				}
			}
		}
	}

	/** @return array{functions: list<bool>, activation: string, notice: string, page: bool, routes: int, uninstalled: bool} */
	private function look_without( string $extension ): array {
		$built_in = array_map( strtolower( ... ), explode( "\n", (string) shell_exec( escapeshellarg( PHP_BINARY ) . ' -n -m' ) ) );
		$shared   = array_diff(
			array_map( strtolower( ... ), get_loaded_extensions() ),
			$built_in,
			[ $extension, 'zend opcache', 'xdebug', 'pcov' ],
		);
		usort( $shared, static fn( string $a, string $b ): int => in_array( $b, self::FIRST, true ) <=> in_array( $a, self::FIRST, true ) );
		$command = [
			PHP_BINARY,
			'-n',
			'-d',
			'memory_limit=512M',
			'-d',
			'display_errors=stderr',
			'-d',
			'extension_dir=' . ini_get( 'extension_dir' ),
		];
		foreach ( $shared as $name ) {
			array_push( $command, '-d', "extension=$name" );
		}
		$pipes   = [];
		$process = proc_open(
			[ ...$command, __DIR__ . '/requirements-child.php', (string) getenv( 'AAIA_TEST_SITE' ) ],
			[ 1 => [ 'pipe', 'w' ], 2 => [ 'redirect', 1 ] ],
			$pipes,
		);
		self::assertIsResource( $process );
		$said = (string) stream_get_contents( $pipes[1] );
		self::assertSame( 0, proc_close( $process ), $said );
		self::assertSame( 1, preg_match( '/^SEEN (.+)$/m', $said, $found ), $said );
		self::assertDoesNotMatchRegularExpression( '/(?:Fatal|Uncaught).*/', $said );
		return json_decode( $found[1], true );
	}
}
