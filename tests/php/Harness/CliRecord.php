<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Harness;

require_once __DIR__ . '/wp-cli.php';

/** The output of commands. */
final class CliRecord {

	/** @var list<string> Each begins with its kind, such as `Success: `. */
	public static array $said = [];

	/** @var list<array<string, mixed>> Rows of the last table. */
	public static array $table = [];

	public static function clear(): void {
		self::$said  = [];
		self::$table = [];
	}
}
