<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text;

defined( 'ABSPATH' ) || exit;

/** Why a file gave no text, or only a part of it. */
enum Unreadable: string {

	case Missing    = 'missing';
	case TooLarge   = 'too_large';
	case NoText     = 'no_text';
	case Protected  = 'protected';
	case Broken     = 'broken';
	case TooHeavy   = 'too_heavy';
	case NoProgram  = 'no_program';
	case OnlyPart   = 'only_part';

	/** Translated reason for owners. */
	public function sentence(): string {
		return match ( $this ) {
			self::Missing   => __( 'The file is not where WordPress says it is.', 'aaia-chatbot' ),
			self::TooLarge  => __(
				'The file is too large to be read: text files up to 5 MB, PDF files up to 30 MB and Word files up to 50 MB are.',
				'aaia-chatbot',
			),
			self::NoText    => __( 'No text was found in this file. It may hold only pictures, such as scanned pages.', 'aaia-chatbot' ),
			self::Protected => __( 'This file is protected by a password or against copying.', 'aaia-chatbot' ),
			self::Broken    => __( 'The file is damaged, or is not of the type its name says.', 'aaia-chatbot' ),
			self::TooHeavy  => __( 'Reading this file takes too much time or memory. A simpler or shorter copy of it may work.', 'aaia-chatbot' ),
			self::NoProgram => __(
				'The server lacks a part of PHP that reading this kind of file needs. For PDF files these are mbstring, iconv and zlib, for Word files xmlreader and zlib: ask your host.',
				'aaia-chatbot',
			),
			self::OnlyPart  => __( 'Only the beginning of this file was read: it is very long.', 'aaia-chatbot' ),
		};
	}

	/** Whether another attempt can succeed when the server is less busy. */
	public function depends_on_load(): bool {
		return self::TooHeavy === $this || self::OnlyPart === $this;
	}

	/** Whether only a changed file can give another result; otherwise a change of the server can too. */
	public function is_final(): bool {
		return self::NoProgram !== $this && self::Missing !== $this;
	}
}
