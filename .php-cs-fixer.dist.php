<?php

declare( strict_types=1 );

$finder = PhpCsFixer\Finder::create()
	->in( [ __DIR__ . '/includes', __DIR__ . '/tests/php', __DIR__ . '/tools' ] )
	->append( [ __DIR__ . '/uninstall.php', __FILE__ ] );

return ( new PhpCsFixer\Config() )
	->setFinder( $finder )
	->setIndent( "\t" )
	->setRiskyAllowed( true )
	->setUsingCache( true )
	->setCacheFile( sys_get_temp_dir() . '/aaia-php-cs-fixer-' . md5( __DIR__ ) )
	->setRules( [
		'array_indentation'                      => true,
		'array_syntax'                           => [ 'syntax' => 'short' ],
		'blank_line_after_namespace'             => true,
		'blank_line_after_opening_tag'           => false,
		'braces_position'                        => [
			'functions_opening_brace'            => 'same_line',
			'classes_opening_brace'              => 'same_line',
			'anonymous_functions_opening_brace'  => 'same_line',
			'anonymous_classes_opening_brace'    => 'same_line',
			'control_structures_opening_brace'   => 'same_line',
			'allow_single_line_empty_anonymous_classes' => true,
			'allow_single_line_anonymous_functions' => true,
		],
		'cast_spaces'                            => [ 'space' => 'single' ],
		'concat_space'                           => [ 'spacing' => 'one' ],
		'constant_case'                          => [ 'case' => 'lower' ],
		'control_structure_braces'               => true,
		'control_structure_continuation_position' => [ 'position' => 'same_line' ],
		'declare_strict_types'                   => true,
		'elseif'                                 => true,
		'encoding'                               => true,
		'full_opening_tag'                       => true,
		'indentation_type'                       => true,
		'line_ending'                            => true,
		'lowercase_cast'                         => true,
		'lowercase_keywords'                     => true,
		'lowercase_static_reference'             => true,
		'magic_constant_casing'                  => true,
		'native_function_casing'                 => true,
		'new_with_parentheses'                   => true,
		'no_closing_tag'                         => true,
		'no_empty_statement'                     => true,
		'no_extra_blank_lines'                   => [ 'tokens' => [ 'extra', 'use' ] ],
		'no_leading_import_slash'                => true,
		'no_singleline_whitespace_before_semicolons' => true,
		'no_trailing_whitespace'                 => true,
		'no_trailing_whitespace_in_comment'      => true,
		'no_unused_imports'                      => true,
		'no_whitespace_in_blank_line'            => true,
		'ordered_imports'                        => [ 'sort_algorithm' => 'alpha', 'imports_order' => [ 'class', 'function', 'const' ] ],
		'self_static_accessor'                   => true,
		'single_blank_line_at_eof'               => true,
		'single_import_per_statement'            => true,
		'single_quote'                           => true,
		'single_line_empty_body'                 => true,
		'spaces_inside_parentheses'              => [ 'space' => 'single' ],
		'strict_comparison'                      => true,
		'strict_param'                           => true,
		'switch_case_semicolon_to_colon'         => true,
		'ternary_operator_spaces'                => true,
		'trailing_comma_in_multiline'            => [ 'elements' => [ 'arrays' ] ],
		'trim_array_spaces'                      => false,
		'unary_operator_spaces'                  => [ 'only_dec_inc' => true ],
		'visibility_required'                    => true,
		'whitespace_after_comma_in_array'        => true,
		'yoda_style'                             => [ 'equal' => true, 'identical' => true, 'less_and_greater' => null ],
	] );
